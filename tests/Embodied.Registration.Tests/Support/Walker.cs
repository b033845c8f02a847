using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Tests.Support;

/// <summary>A made-up animal: a trunk of 10 cm with a free root and two limbs of two segments, one keypoint or more on each, and its movements.</summary>
internal static class Walker
{
    public const double Rate = 50;

    public static BodyRoles Roles { get; } = new()
    {
        Root = "trunk",
        Keypoints =
        [
            Point("nose", "trunk", new(.05, 0, .005), true),
            Point("left", "trunk", new(0, .02, .01), true),
            Point("right", "trunk", new(0, -.02, .01), true),
            Point("rump", "trunk", new(-.05, 0, 0), true),
            Point("elbow-l", "upper-l", new(.002, .001, -.03), false),
            Point("thigh-l", "upper-l", new(.008, 0, -.015), false),
            Point("hand-l", "lower-l", new(0, .003, -.025), false),
            Point("shin-l", "lower-l", new(-.007, 0, -.012), false),
            Point("elbow-r", "upper-r", new(.002, -.001, -.03), false),
            Point("thigh-r", "upper-r", new(.008, 0, -.015), false),
            Point("hand-r", "lower-r", new(0, -.003, -.025), false),
            Point("shin-r", "lower-r", new(-.007, 0, -.012), false),
        ],
        Skeleton = [new("nose", "rump"), new("left", "right"), new("elbow-l", "thigh-l"), new("hand-r", "shin-r")],
    };

    public static int Count => Roles.Keypoints.Count;

    public static TreeModel Model(RootFreedom root = RootFreedom.Free) => new(new()
    {
        Name = "walker",
        Root = root,
        Segments =
        [
            new() { Name = "trunk", Position = new(0, 0, .06) },
            .. Limb("l", .02),
            .. Limb("r", -.02),
            new()
            {
                Name = "tail",
                Parent = "trunk",
                Position = new(-.05, 0, 0),
                Joints = [new() { Name = "tail", Axis = new(0, 0, 1), Range = new(.1, .5) }],
            },
        ],
    });

    /// <summary>Smooth poses inside the limits, [frames × positions]: the animal runs in a circle and swings its limbs.</summary>
    public static double[] Poses(TreeModel model, int frames)
    {
        var nq = model.Info.PositionCount;
        var poses = new double[frames * nq];
        for (var t = 0; t < frames; t++)
        {
            var q = poses.AsSpan(t * nq, nq);
            var phase = t / Rate;
            var heading = 0.9 * phase;
            var turn = Quat.FromAxisAngle(new(0, 0, 1), heading) * Quat.FromAxisAngle(new(0, 1, 0), .2 * Math.Sin(3 * phase));
            (q[0], q[1], q[2]) = (.3 * Math.Sin(heading), -.3 * Math.Cos(heading), .06 + (.01 * Math.Sin(5 * phase)));
            (q[3], q[4], q[5], q[6]) = (turn.W, turn.X, turn.Y, turn.Z);
            for (var j = 0; j < model.Info.JointCount; j++)
            {
                if (model.JointAt(j) is { Range: { } range, Position: var at })
                    q[at] = range.Low + (range.Width * (.5 + (.4 * Math.Sin((7 * phase) + j))));
            }
        }
        return poses;
    }

    /// <summary>Keypoints of poses, with Gaussian noise [m].</summary>
    public static double[] Markers(TreeModel model, double[] poses, double noise = 0, ulong seed = 5)
    {
        using var kinematics = model.CreateKinematics();
        var nq = model.Info.PositionCount;
        var segments = Roles.Keypoints.Select(k => model.Find(ElementKind.Segment, k.Segment)).ToArray();
        var offsets = Roles.Keypoints.SelectMany(k => new[] { k.Offset.X, k.Offset.Y, k.Offset.Z }).ToArray();
        var markers = new double[poses.Length / nq * Count * 3];
        for (var t = 0; t < poses.Length / nq; t++)
        {
            kinematics.Pose(poses.AsSpan(t * nq, nq));
            Registration.Solving.MarkerPlacement.PlaceAll(kinematics.Frames, segments, offsets, markers.AsSpan(t * Count * 3, Count * 3));
        }
        var random = new RandomStream(seed);
        for (var i = 0; i < markers.Length; i++)
            markers[i] += noise * random.NextGaussian();
        return markers;
    }

    public static Recording Recording(double[] keypoints, string unit = "m", IReadOnlyList<string>? labels = null, bool synthetic = true) => new(
        "session",
        [
            new()
            {
                Name = ChannelNames.Keypoints,
                Unit = unit,
                Shape = [keypoints.Length / Count / 3, Count, 3],
                Values = keypoints,
                Time = TimeBase.Regular(Rate),
                Labels = labels ?? [.. Roles.Keypoints.Select(k => k.Name)],
            },
        ],
        new() { Origin = "walker", Synthetic = synthetic });

    public static KeypointSeries Series(double[] keypoints) => KeypointSeries.From(Recording(keypoints), Roles);

    private static Keypoint Point(string name, string segment, Vec3 offset, bool trunk) =>
        new() { Name = name, Segment = segment, Offset = offset, Trunk = trunk, Regularized = trunk };

    private static Segment[] Limb(string side, double y) =>
    [
        new()
        {
            Name = "upper-" + side,
            Parent = "trunk",
            Position = new(.02, y, -.01),
            Joints =
            [
                new() { Name = "swing-" + side, Axis = new(0, 1, 0), Range = new(-1.2, 1.2) },
                new() { Name = "spread-" + side, Axis = new(1, 0, 0), Range = new(-.7, .7) },
            ],
        },
        new()
        {
            Name = "lower-" + side,
            Parent = "upper-" + side,
            Position = new(0, 0, -.03),
            Orientation = Quat.FromAxisAngle(new(0, 1, 0), .3),
            Joints = [new() { Name = "bend-" + side, Axis = new(0, 1, .2), Position = new(0, 0, .002), Range = new(-.2, 2) }],
        },
    ];
}
