using Embodied.Mujoco.Simulation;
using Embodied.Mujoco.Simulation.Rendering;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Rendering;

/// <summary>Pictures are judged by their pixels: what colour is where.</summary>
public sealed class RendererTests
{
    private const int Width = 160;
    private const int Height = 120;

    private const string RedBall = """
        <mujoco>
          <worldbody>
            <light pos="0 0 5" dir="0 0 -1" directional="true" diffuse=".6 .6 .6"/>
            <camera name="above" pos="0 0 4"/>
            <geom name="floor" type="plane" size="5 5 .1" rgba=".1 .1 .8 1"/>
            <body name="ball" pos="0 0 .5">
              <freejoint/>
              <geom type="sphere" size=".3" rgba="1 0 0 1"/>
              <site name="spot" pos="0 0 .3" size=".2" rgba="0 1 0 1"/>
            </body>
          </worldbody>
        </mujoco>
        """;

    private static readonly View FromTheSide = new() { LookAt = new(0, 0, 0.5), Distance = 4, Azimuth = 90, Elevation = -10 };

    public RendererTests()
    {
        try
        {
            GraphicsLibrary.CreateContext().Dispose();
        }
        catch (EmbodiedException)
        {
            Assert.Skip("No offscreen graphics on this machine.");
        }
    }

    [Fact]
    public void A_red_ball_is_seen_in_the_middle_above_a_blue_floor()
    {
        var picture = Draw(RedBall, FromTheSide);
        Assert.True(IsRed(picture, Width / 2, Height / 2));
        Assert.True(IsBlue(picture, Width / 2, Height - 5));
        Assert.False(IsRed(picture, 10, Height / 2));
        // Diameter 0.6 at distance 4, vertical field of view 45°: 0.6 / (2 · 4 · tan 22.5°) of the height.
        Assert.Equal(0.6 / (8 * Math.Tan(Math.PI / 8)) * Height, RedRows(picture).Count(), 2.0);
    }

    [Fact]
    public void The_top_row_comes_first()
    {
        var rows = RedRows(Draw(RedBall, FromTheSide with { LookAt = new(0, 0, 0) })).ToList();
        Assert.True(rows.Average() < Height / 2.0 - 10, "Looking below the ball moves it up in the picture.");
    }

    [Fact]
    public void A_camera_of_the_scene_is_found_by_its_name()
    {
        var picture = Draw(RedBall, new View { Camera = "above" });
        Assert.True(IsRed(picture, Width / 2, Height / 2));
        Assert.True(IsBlue(picture, 5, 5));
        var error = Assert.Throws<InputException>(() => Draw(RedBall, new View { Camera = "below" }));
        Assert.Contains("no camera named 'below'", error.Message);
    }

    [Fact]
    public void Sites_are_hidden()
    {
        var picture = Draw(RedBall, new View { Camera = "above" });
        Assert.DoesNotContain(Pixels(picture), p => p.G > p.R + 40 && p.G > p.B + 40);
    }

    [Fact]
    public void Markers_appear_where_they_are_put()
    {
        float[] green = [0, 1, 0, 1];
        var picture = Draw(RedBall, FromTheSide with
        {
            Markers =
            [
                new(new Vec3(0.8, 0, 0.5), 0.1, green),
                new(new Vec3(-1, 0, 0.5), 0.04, green, new Vec3(-1, 0, 1.5)),
                new(new Vec3(double.NaN, 0, 0), 0.1, green),
            ],
        });
        // One unit of length is Height / (8 tan 22.5°) pixels at the distance of the ball; x runs to the right when looking along y.
        var unit = Height / (8 * Math.Tan(Math.PI / 8));
        Assert.True(IsGreen(picture, (int)((Width / 2) + (0.8 * unit)), Height / 2));
        foreach (var up in new[] { 0.05, 0.5, 0.9 })
            Assert.True(IsGreen(picture, (int)((Width / 2) - unit), (int)((Height / 2) - (up * unit))), $"line at {up}");
        Assert.False(IsGreen(picture, (int)((Width / 2) - unit), (int)((Height / 2) + (0.2 * unit))));
        Assert.False(IsGreen(picture, (int)((Width / 2) + (0.8 * unit)), (int)((Height / 2) - (0.5 * unit))));
    }

    [Fact]
    public void Markers_inside_a_faded_body_shine_through()
    {
        var inside = FromTheSide with { Markers = [new(new Vec3(0, 0, 0.5), 0.1, [0, 1, 0, 1])] };
        Assert.False(IsGreen(Draw(RedBall, inside), Width / 2, Height / 2));
        Assert.True(IsGreen(Draw(RedBall, inside with { BodyOpacity = 0.3 }), Width / 2, Height / 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Same_state_and_view_give_the_same_picture(bool fine)
    {
        var quality = fine ? RenderQuality.Fine : RenderQuality.Fast;
        Assert.Equal(Draw(RedBall, FromTheSide, quality), Draw(RedBall, FromTheSide, quality));
    }

    [Fact]
    public void Fine_pictures_have_a_shadow()
    {
        var view = FromTheSide with { Elevation = -45, LookAt = new(0, 0, 0) };
        Assert.True(Darkest(Draw(RedBall, view, RenderQuality.Fine)) < Darkest(Draw(RedBall, view)) - 20);

        static int Darkest(byte[] picture) => Pixels(picture).Where(p => p.B > p.R + 10).Min(p => p.B);
    }

    [Fact]
    public void Two_renderers_of_one_thread_and_many_threads_do_not_disturb_each_other()
    {
        using var model = MujocoModel.Load(RedBall);
        var expected = Draw(RedBall, FromTheSide);
        using var simulation = model.CreateSimulation();
        using var first = model.CreateRenderer(Width, Height);
        using var second = model.CreateRenderer(64, 64);
        second.Render(simulation, FromTheSide, new byte[64 * 64 * 3]);
        var picture = new byte[Width * Height * 3];
        first.Render(simulation, FromTheSide, picture);
        Assert.Equal(expected, picture);
        var drawn = new byte[3][];
        var threads = Enumerable.Range(0, drawn.Length).Select(i => new Thread(() => drawn[i] = Draw(RedBall, FromTheSide))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.All(drawn, d => Assert.Equal(expected, d));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var model = MujocoModel.Load(RedBall);
        using var other = MujocoModel.Load(RedBall);
        using var simulation = model.CreateSimulation();
        using var stranger = other.CreateSimulation();
        var renderer = model.CreateRenderer(Width, Height);
        Assert.Throws<ArgumentException>(() => renderer.Render(simulation, FromTheSide, new byte[5]));
        Assert.Throws<ArgumentException>(() => renderer.Render(stranger, FromTheSide, new byte[Width * Height * 3]));
        renderer.Dispose();
        renderer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => renderer.Render(simulation, FromTheSide, new byte[Width * Height * 3]));
    }

    internal static byte[] Draw(string mjcf, View view, RenderQuality? quality = null)
    {
        using var model = MujocoModel.Load(mjcf);
        using var simulation = model.CreateSimulation();
        using var renderer = model.CreateRenderer(Width, Height, quality ?? RenderQuality.Fast);
        var picture = new byte[Width * Height * 3];
        renderer.Render(simulation, view, picture);
        return picture;
    }

    private static (int R, int G, int B) At(byte[] picture, int x, int y)
    {
        var i = ((y * Width) + x) * 3;
        return (picture[i], picture[i + 1], picture[i + 2]);
    }

    private static IEnumerable<(int R, int G, int B)> Pixels(byte[] picture) =>
        from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select At(picture, x, y);

    private static IEnumerable<int> RedRows(byte[] picture) =>
        Enumerable.Range(0, Height).Where(y => Enumerable.Range(0, Width).Any(x => IsRed(picture, x, y)));

    private static bool IsRed(byte[] picture, int x, int y) => At(picture, x, y) is var p && p.R > p.G + 40 && p.R > p.B + 40;

    private static bool IsGreen(byte[] picture, int x, int y) => At(picture, x, y) is var p && p.G > p.R + 20 && p.G > p.B + 20;

    private static bool IsBlue(byte[] picture, int x, int y) => At(picture, x, y) is var p && p.B > p.R + 20 && p.B > p.G + 20;
}
