using Embodied.Analysis.Pictures;
using Embodied.Mujoco.Simulation;
using Embodied.Mujoco.Simulation.Rendering;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Mujoco.Tests.Rendering;

public sealed class MotionPicturesTests : IDisposable
{
    private const string Walker = """
        <mujoco>
          <visual><headlight ambient=".6 .6 .6"/></visual>
          <worldbody>
            <geom type="plane" size="50 50 .1" rgba=".2 .2 .2 1"/>
            <body name="trunk" pos="0 0 .5">
              <freejoint/>
              <geom type="sphere" size=".2" rgba="1 0 0 1"/>
              <body name="head" pos=".5 0 0"><geom type="sphere" size=".1" rgba="1 0 0 1"/></body>
            </body>
          </worldbody>
        </mujoco>
        """;

    private const int Frames = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-motion-").FullName;

    public MotionPicturesTests()
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

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_camera_keeps_a_walking_animal_in_the_picture()
    {
        using var model = MujocoModel.Load(Walker);
        using var pictures = new MotionPictures(model, Walk(), 10, new() { Width = 96, Height = 72 });
        foreach (var frame in new[] { 0, 10, 19 })
        {
            var red = Red(pictures.Frame(frame)).ToList();
            Assert.InRange(red.Count, 200, 96 * 72 / 2);
            Assert.InRange(red.Average(p => p.X), 32, 64);
            Assert.InRange(red.Average(p => p.Y), 24, 48);
        }
    }

    [Fact]
    public void The_camera_is_there_at_once_where_the_next_clip_begins_elsewhere()
    {
        using var model = MujocoModel.Load(Walker);
        var clips = Walk();
        for (var i = 10 * 7; i < clips.Length; i += 7)
            clips[i] += 30;
        using var pictures = new MotionPictures(model, clips, 30, new() { Width = 96, Height = 72 });
        foreach (var frame in new[] { 9, 10 })
        {
            var red = Red(pictures.Frame(frame)).ToList();
            Assert.InRange(red.Count, 200, 96 * 72 / 2);
            Assert.InRange(red.Average(p => p.X), 32, 64);
        }
    }

    [Fact]
    public void Points_are_drawn_at_their_frame_and_joined()
    {
        using var model = MujocoModel.Load(Walker);
        var points = new double[Frames * 3];
        Array.Fill(points, double.NaN);
        (points[15], points[16], points[17]) = (2.75, 0, 0.55);
        var options = new MotionPictureOptions
        {
            Width = 96,
            Height = 72,
            Overlays = [new(points, 1, [0, 1, 0, 1]) { JoinedTo = [.. points.Select(p => p + 0.1)], Scale = 4 }],
        };
        using var pictures = new MotionPictures(model, Walk(), 10, options);
        Assert.Equal(0, Green(pictures.Frame(4)));
        Assert.InRange(Green(pictures.Frame(5)), 15, 200);
    }

    [Fact]
    public void Another_motion_is_drawn_above_from_the_same_place()
    {
        using var model = MujocoModel.Load(Walker);
        var behind = Walk();
        for (var i = 0; i < behind.Length; i += 7)
            behind[i] -= 0.3;
        using var pictures = new MotionPictures(model, Walk(), 10, new() { Width = 96, Height = 72, Above = behind });

        var picture = pictures.Frame(10);

        Assert.Equal((96, 144), (picture.Width, picture.Height));
        var (above, below) = (Red(picture).Where(p => p.Y < 72).ToList(), Red(picture).Where(p => p.Y >= 72).ToList());
        Assert.InRange(above.Count, 100, 96 * 72 / 2);
        Assert.InRange(below.Count, 100, 96 * 72 / 2);
        Assert.True(Math.Abs(above.Average(p => p.X) - below.Average(p => p.X)) > 5);
        Assert.Throws<InputException>(() => new MotionPictures(model, Walk(), 10, new() { Above = new double[7] }));
    }

    [Fact]
    public void Sheets_and_videos_are_written_with_progress()
    {
        using var model = MujocoModel.Load(Walker);
        using var pictures = new MotionPictures(model, Walk(), 10, new() { Width = 96, Height = 72 });
        pictures.WriteSheet(Path.Combine(_folder, "sheet.png"), 6, 3);
        Assert.True(new FileInfo(Path.Combine(_folder, "sheet.png")).Length > 1000);
        if (!VideoWriter.IsAvailable)
            return;
        var reports = new List<WorkProgress>();
        pictures.WriteVideo(
            Path.Combine(_folder, "walk.mp4"), progress: new Direct(reports), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(new("video", Frames, Frames), reports[^1]);
        Assert.True(new FileInfo(Path.Combine(_folder, "walk.mp4")).Length > 500);
    }

    [Fact]
    public void A_motion_that_does_not_fit_is_refused()
    {
        using var model = MujocoModel.Load(Walker);
        var error = Assert.Throws<InputException>(() => new MotionPictures(model, new double[8], 10));
        Assert.Equal("has 8 numbers, but a frame of this scene has 7", error.Problem);
        var broken = Walk();
        broken[7 * 3] = double.NaN;
        Assert.StartsWith("frame 3 holds", Assert.Throws<InputException>(() => new MotionPictures(model, broken, 10)).Problem);
    }

    private static double[] Walk()
    {
        var positions = new double[Frames * 7];
        for (var i = 0; i < Frames; i++)
            (positions[7 * i], positions[(7 * i) + 2], positions[(7 * i) + 3]) = (0.5 * i, 0.5, 1);
        return positions;
    }

    private static IEnumerable<(int X, int Y)> Red(Picture picture) =>
        from y in Enumerable.Range(0, picture.Height)
        from x in Enumerable.Range(0, picture.Width)
        let i = ((y * picture.Width) + x) * 3
        where picture.Rgb[i] > picture.Rgb[i + 1] + 60
        select (x, y);

    private static int Green(Picture picture) =>
        Enumerable.Range(0, picture.Width * picture.Height).Count(i => picture.Rgb[(3 * i) + 1] > picture.Rgb[3 * i] + 60);

    private sealed class Direct(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
