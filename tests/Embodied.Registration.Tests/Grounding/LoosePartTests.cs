using Embodied.Registration.Results;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Tests.Grounding;

/// <summary>A walker with a rope of six links that hangs from its rump, at rest far through the ground, and that no keypoint sees.</summary>
public sealed class LoosePartTests
{
    private const int Frames = 300;
    private const double Link = 0.02;
    private static readonly string[] Rope = [.. Enumerable.Range(1, 6).Select(i => $"rope-{i}")];
    private static readonly BodyRoles Roles = Walker.Roles with { GroundContacts = ["lower-l", "lower-r", .. Rope] };
    private static readonly RegistrationOptions Options = new() { CalibrationFrames = 60, ChunkFrames = 120, ChunkOverlap = 15, ChunkLeadIn = 10, Threads = 2 };

    [Fact]
    public void TheyLieOnTheGroundThatTheSeenContactsTell()
    {
        using var model = Model();
        var result = Register(model, Options);
        var heights = Heights(model, result);

        Assert.InRange(result.Ground!.Value, heights.Contacts.Min(), heights.Contacts.Order().ElementAt(heights.Contacts.Length / 3));
        Assert.InRange(heights.Rope.Min() - result.Ground.Value, -0.003, 0.003);
        // The last link has nothing that holds it up.
        Assert.InRange(heights.Tip.Average() - result.Ground.Value, -0.001, 0.006);
    }

    [Fact]
    public void WithoutThemTheRopeHangsThroughTheGroundAndNothingElseChanges()
    {
        using var model = Model();
        var (on, off) = (Register(model, Options), Register(model, Options with { KeepAboveGround = false }));

        Assert.True(Heights(model, off).Rope.Min() < off.Ground!.Value - 0.03);
        Assert.Equal(off.Ground, on.Ground);
        Assert.Equal(off.Errors, on.Errors);
        Assert.Equal(off.Markers, on.Markers);
    }

    [Fact]
    public void TheyMoveSmoothlyAcrossChunksAndThreadsDoNotChangeABit()
    {
        using var model = Model();
        var (one, two) = (Register(model, Options with { Threads = 1 }), Register(model, Options));
        var joints = Enumerable.Range(0, model.Info.JointCount).Where(j => model.NameOf(ElementKind.Joint, j)!.StartsWith("rope", StringComparison.Ordinal));
        var width = model.Info.PositionCount;
        var fastest = joints.Select(model.JointAt).Max(j => Enumerable.Range(1, Frames - 1)
            .Max(t => Math.Abs(one.Positions[(t * width) + j.Position] - one.Positions[((t - 1) * width) + j.Position])));

        Assert.Equal(one.Positions, two.Positions);
        // Radians per 20 ms; the walker bounces and the ground is hard.
        Assert.InRange(fastest, 1e-6, 0.35);
    }

    [Fact]
    public void ABodyThatNamesNoContactsHasNoGround() =>
        Assert.Null(Register(Model(), Options, Walker.Roles).Ground);

    private static TreeModel Model() => new(Walker.Model().Figures with
    {
        Segments =
        [
            .. Walker.Model().Figures.Segments,
            .. Rope.Select((name, i) => new Segment
            {
                Name = name,
                Parent = i == 0 ? "trunk" : Rope[i - 1],
                Position = i == 0 ? new(-.05, 0, 0) : new(-.6 * Link, 0, -.8 * Link),
                Joints = [new() { Name = name, Axis = new(0, 1, 0), Range = new(-.9, .9) }],
            }),
        ],
    });

    private static RegistrationResult Register(TreeModel model, RegistrationOptions options, BodyRoles? roles = null)
    {
        var walker = Walker.Model();
        var series = Walker.Series(Walker.Markers(walker, Walker.Poses(walker, Frames)));
        return new KeypointRegistration(model, roles ?? Roles, options).Run(series, null, TestContext.Current.CancellationToken);
    }

    private static (double[] Contacts, double[] Rope, double[] Tip) Heights(TreeModel model, RegistrationResult result)
    {
        using var kinematics = model.CreateKinematics();
        var (contacts, rope, tip) = (new List<double>(), new List<double>(), new List<double>());
        for (var t = 0; t < Frames; t++)
        {
            kinematics.Pose(result.Positions.AsSpan(t * model.Info.PositionCount, model.Info.PositionCount));
            double Height(string name) => kinematics.Frames.Positions[(3 * model.Find(ElementKind.Segment, name)) + 2];
            contacts.Add(Math.Min(Height("lower-l"), Height("lower-r")));
            rope.Add(Rope.Min(Height));
            tip.Add(Height(Rope[^1]));
        }
        return ([.. contacts], [.. rope], [.. tip]);
    }
}
