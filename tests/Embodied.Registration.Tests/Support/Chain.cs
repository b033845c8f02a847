using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Tests.Support;

/// <summary>A slender animal: a chain of hinges with one keypoint per segment, whose first guesses of the offsets are off by a few millimetres.</summary>
internal sealed class Chain
{
    private const double Rate = 50;
    private readonly Vec3[] _true;

    /// <summary>Makes a chain.</summary>
    /// <param name="hinges">Number of hinges.</param>
    /// <param name="spacing">Length of a segment, m.</param>
    /// <param name="twisting">Whether every second hinge bends up and down instead of sideways.</param>
    /// <param name="misplaced">Standard deviation of the first guesses of the offsets per axis, m.</param>
    /// <param name="seed">Seed of the guesses.</param>
    public Chain(int hinges, double spacing, bool twisting, double misplaced, ulong seed)
    {
        Spacing = spacing;
        Model = new(new()
        {
            Name = "chain",
            Root = RootFreedom.Free,
            Segments =
            [
                new() { Name = "s0", Position = new(0, 0, .02) },
                .. Enumerable.Range(1, hinges).Select(i => new Segment
                {
                    Name = $"s{i}",
                    Parent = $"s{i - 1}",
                    Position = new(spacing, 0, 0),
                    Joints = [new() { Name = $"h{i}", Axis = twisting && i % 2 == 0 ? new(0, 1, 0) : new(0, 0, 1), Range = new(-1, 1) }],
                }),
            ],
        });
        var random = new RandomStream(seed);
        _true = [.. Enumerable.Range(0, hinges + 1).Select(i => new Vec3(.5 * spacing, .2 * spacing * Math.Sin(i), (.3 + (.2 * Math.Cos(2 * i))) * spacing))];
        Roles = new()
        {
            Root = "s0",
            Keypoints =
            [
                .. _true.Select((m, i) => new Keypoint
                {
                    Name = $"k{i}",
                    Segment = $"s{i}",
                    Offset = m + new Vec3(misplaced * random.NextGaussian(), misplaced * random.NextGaussian(), misplaced * random.NextGaussian()),
                }),
            ],
        };
    }

    public TreeModel Model { get; }

    public BodyRoles Roles { get; }

    public double Spacing { get; }

    public double[] TrueOffsets => [.. _true.SelectMany(m => new[] { m.X, m.Y, m.Z })];

    /// <summary>Keypoints of a chain that crawls: waves run along it while it moves in a circle.</summary>
    public KeypointSeries Crawl(int frames, double noise, ulong seed)
    {
        using var kinematics = Model.CreateKinematics();
        var nq = Model.Info.PositionCount;
        var count = _true.Length;
        var segments = Roles.Keypoints.Select(k => Model.Find(ElementKind.Segment, k.Segment)).ToArray();
        var markers = new double[frames * count * 3];
        var q = new double[nq];
        var random = new RandomStream(seed);
        for (var t = 0; t < frames; t++)
        {
            var phase = t / Rate;
            var turn = Quat.FromAxisAngle(new(0, 0, 1), .3 * phase) * Quat.FromAxisAngle(new(0, 1, 0), .1 * Math.Sin(phase));
            (q[0], q[1], q[2]) = (.2 * Math.Sin(.3 * phase), -.2 * Math.Cos(.3 * phase), .02);
            (q[3], q[4], q[5], q[6]) = (turn.W, turn.X, turn.Y, turn.Z);
            for (var j = 7; j < nq; j++)
                q[j] = (.25 * Math.Sin((5 * phase) - (.45 * j))) + (.1 * Math.Sin((1.3 * phase) + (.2 * j)));
            kinematics.Pose(q);
            Registration.Solving.MarkerPlacement.PlaceAll(kinematics.Frames, segments, TrueOffsets, markers.AsSpan(t * count * 3, count * 3));
        }
        for (var i = 0; i < markers.Length; i++)
            markers[i] += noise * random.NextGaussian();
        var channel = new RecordingChannel
        {
            Name = ChannelNames.Keypoints,
            Unit = "m",
            Shape = [frames, count, 3],
            Values = markers,
            Time = TimeBase.Regular(Rate),
            Labels = [.. Roles.Keypoints.Select(k => k.Name)],
        };
        return KeypointSeries.From(new("crawl", [channel], new() { Origin = "chain", Synthetic = true }), Roles);
    }
}
