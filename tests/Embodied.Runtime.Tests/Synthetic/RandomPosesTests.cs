using Embodied.Mujoco;
using Embodied.Registration;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Synthetic;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Tests;

namespace Embodied.Runtime.Tests.Synthetic;

/// <summary>Random poses keep to the body, and registration finds them again.</summary>
public sealed class RandomPosesTests
{
    public static TheoryData<string> Bodies => ["ant", "worm", "jack"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Joints_keep_their_limits_the_body_its_floor_and_the_seed_its_bits(string name)
    {
        var body = Body(name);
        using var model = Compile(body);

        var made = Make(body, model, seed: 3);

        var (positions, width) = (made.Find(ChannelNames.Positions)!, model.Info.PositionCount);
        var moved = 0;
        for (var j = 0; j < model.Info.JointCount; j++)
        {
            if (model.JointAt(j) is not { PositionSize: 1, Range: { } range } joint)
                continue;
            double[] values = [.. Enumerable.Range(0, positions.SampleCount).Select(f => positions.Values[(f * width) + joint.Position])];
            Assert.All(values, v => Assert.InRange(v, range.Low, range.High));
            Assert.True(values.Max() - values.Min() > 0.3 * (range.High - range.Low));
            // Nothing faster than the band: between frames of 1/100 s at most 2 π · 1 Hz · 0.45 of the range.
            Assert.All(values.Zip(values.Skip(1)), p => Assert.True(Math.Abs(p.First - p.Second) < 0.03 * (range.High - range.Low)));
            moved++;
        }

        Assert.True(moved >= 2);
        Assert.Equal(made.Find(ChannelNames.Keypoints)!.Values, Make(body, model, seed: 3).Find(ChannelNames.Keypoints)!.Values);
        Assert.NotEqual(made.Find(ChannelNames.Keypoints)!.Values, Make(body, model, seed: 4).Find(ChannelNames.Keypoints)!.Values);
        var heights = made.Find(ChannelNames.Keypoints)!.Values.Where((_, i) => i % 3 == 2).ToList();
        Assert.InRange(heights.Min(), -0.2 * heights.Max(), heights.Max());
    }

    // The worm has more joints than its keypoints tell apart.
    [Theory]
    [InlineData("ant")]
    [InlineData("jack")]
    public void Registration_finds_the_poses_again(string name)
    {
        var body = Body(name);
        using var model = Compile(body);
        var made = Make(body, model, seed: 5);
        var options = new RegistrationOptions { MetresPerLength = SoloScene.MetresPerLength(body), FixedOffsets = made.Find("truth/offsets")!.Values, AllowUpsideDown = true, KeepAboveGround = false };

        var found = new KeypointRegistration(model, body.Roles, options).Run(KeypointSeries.From(made, body.Roles), cancel: TestContext.Current.CancellationToken);

        Assert.InRange(found.Summarize().MeanErrorMm, 0, 0.02 * 1000 * SoloScene.MetresPerLength(body) * Span(body, model));
        var truth = made.Find(ChannelNames.Positions)!.Values;
        var seen = Seen(body, model).ToList();
        Assert.NotEmpty(seen);
        foreach (var at in seen)
        {
            double[] errors = [.. Enumerable.Range(0, found.Solved.Length).Select(f => Math.Abs(found.Positions[(f * model.Info.PositionCount) + at] - truth[(f * model.Info.PositionCount) + at])).Order()];
            Assert.InRange(errors[errors.Length / 2], 0, 0.05);
        }
    }

    [Fact]
    public void Noise_and_gaps_are_as_large_as_wanted()
    {
        var body = Body("jack");
        using var model = Compile(body);

        var (clean, noisy) = (Make(body, model, seed: 5), Make(body, model, seed: 5, noise: 0.002, dropout: 0.2));

        double[] errors = [.. clean.Find(ChannelNames.Keypoints)!.Values.Zip(noisy.Find(ChannelNames.Keypoints)!.Values, (a, b) => b - a)];
        var seen = errors.Where(double.IsFinite).ToList();
        Assert.InRange(Math.Sqrt(seen.Average(e => e * e)), 0.0018, 0.0022);
        Assert.InRange(1 - (seen.Count / (double)errors.Length), 0.15, 0.25);
        Assert.Equal(clean.Find(ChannelNames.Positions)!.Values, noisy.Find(ChannelNames.Positions)!.Values);
        Assert.True(noisy.Provenance.Synthetic);
    }

    [Fact]
    public void A_body_without_keypoints_is_refused()
    {
        var body = FigureBody.Table();
        using var model = Compile(body);

        Assert.Contains("test/table: has no keypoints", Assert.Throws<InputException>(() => Make(body, model, seed: 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Positions of joints that keypoints show, all but those of the root.</summary>
    private static IEnumerable<int> Seen(IBody body, IModel model)
    {
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        var placed = new BodyInScene(model, new PlacedBody(body));
        var jacobian = new double[3 * model.Info.VelocityCount];
        var strength = new double[model.Info.VelocityCount];
        Span<double> point = stackalloc double[3];
        foreach (var keypoint in body.Roles.Keypoints)
        {
            var segment = placed.Require(ElementKind.Segment, keypoint.Segment);
            KeypointSpan.Place(kinematics.Frames, segment, keypoint.Offset, point);
            kinematics.PointJacobian(segment, point, jacobian);
            for (var i = 0; i < jacobian.Length; i++)
                strength[i % strength.Length] = Math.Max(strength[i % strength.Length], Math.Abs(jacobian[i]));
        }

        var span = Span(body, model);
        return Enumerable.Range(0, model.Info.JointCount).Select(model.JointAt).Where(j => j.PositionSize == 1 && j.Segment != placed.Root && strength[j.Velocity] > 0.1 * span).Select(j => j.Position);
    }

    private static double Span(IBody body, IModel model)
    {
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        return KeypointSpan.Of(new(model, new PlacedBody(body)), kinematics);
    }

    private static IModel Compile(IBody body) => new MujocoBackend().Compile(new() { Bodies = [new(body)] });

    private static Recording Make(IBody body, IModel model, ulong seed, double noise = 0, double dropout = 0) =>
        new RandomPoses().Generate(new() { Body = body, Model = model, Seconds = 5, Rate = 100, Noise = noise, Dropout = dropout, Seed = seed });

    private static IBody Body(string name) => name == "jack" ? Jack() : BodyResolver.ReadFile(Path.Combine(SharedData.RepositoryRoot, "examples", name, name + ".yaml"));

    /// <summary>A trunk with two arms of two segments, a keypoint or more on each.</summary>
    private static FigureBody Jack() => new(
        "test/jack",
        new()
        {
            Name = "jack",
            Segments =
            [
                new() { Name = "trunk", Position = new(0, 0, 0.2), Shapes = [new() { Kind = ShapeKind.Box, Size = [0.1, 0.05, 0.03], Mass = 1 }] },
                .. Arm("l", 1), .. Arm("r", -1),
            ],
        },
        new()
        {
            Root = "trunk",
            Keypoints =
            [
                Point("nose", "trunk", new(0.1, 0, 0)), Point("left", "trunk", new(0, 0.05, 0.03)), Point("right", "trunk", new(0, -0.05, 0.03)), Point("rump", "trunk", new(-0.1, 0, 0)),
                .. "lr".SelectMany(s => (Keypoint[])[Point($"elbow-{s}", $"upper-{s}", new(0.01, 0, -0.09)), Point($"thigh-{s}", $"upper-{s}", new(-0.02, 0, -0.04)), Point($"hand-{s}", $"lower-{s}", new(0, 0, -0.1)), Point($"shin-{s}", $"lower-{s}", new(0.02, 0, -0.05))]),
            ],
        });

    private static Keypoint Point(string name, string segment, Vec3 offset) => new() { Name = name, Segment = segment, Offset = offset, Trunk = segment == "trunk", Regularized = true };

    private static Segment[] Arm(string side, int y) =>
    [
        new()
        {
            Name = "upper-" + side,
            Parent = "trunk",
            Position = new(0.05, 0.06 * y, 0),
            Joints = [new() { Name = "swing-" + side, Axis = new(0, 1, 0), Range = new(-1, 1) }, new() { Name = "spread-" + side, Axis = new(1, 0, 0), Range = new(-0.5, 0.5) }],
            Shapes = [new() { Kind = ShapeKind.Capsule, Size = [0.01, 0.04], Position = new(0, 0, -0.05), Mass = 0.1 }],
        },
        new()
        {
            Name = "lower-" + side,
            Parent = "upper-" + side,
            Position = new(0, 0, -0.1),
            Joints = [new() { Name = "bend-" + side, Axis = new(0, 1, 0), Range = new(0, 1.5) }],
            Shapes = [new() { Kind = ShapeKind.Capsule, Size = [0.01, 0.04], Position = new(0, 0, -0.05), Mass = 0.1 }],
        },
    ];
}
