using System.ComponentModel.DataAnnotations;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Runtime.Bodies;

/// <summary>Roles as they are written: a file of their own, or the <c>roles</c> key of a body file. See <see cref="BodyRoles"/> for meanings.</summary>
internal sealed class BodyRolesYaml
{
    public required Placed<string> Root { get; init; }

    public Placed<string>? Head { get; init; }

    public IReadOnlyList<Placed<string>> EndEffectors { get; init; } = [];

    public IReadOnlyList<Placed<string>> Appendages { get; init; } = [];

    public IReadOnlyList<Placed<string>> TrackedSegments { get; init; } = [];

    public IReadOnlyList<Placed<string>> GroundContacts { get; init; } = [];

    public Placed<Vec3>? Forward { get; init; }

    [Range(0, double.MaxValue)]
    public double StandingHeight { get; init; }

    [Range(0, double.MaxValue)]
    public double BodyLength { get; init; }

    public Placed<string>? EgocentricCamera { get; init; }

    public Placed<string>? PortraitCamera { get; init; }

    public IReadOnlyDictionary<string, KeypointYaml> Keypoints { get; init; } = new Dictionary<string, KeypointYaml>(StringComparer.Ordinal);

    [Range(1e-3, 1e6)]
    public double? RecordingRate { get; init; }

    public IReadOnlyList<Placed<KeypointLine>> Skeleton { get; init; } = [];

    /// <summary>Checks what one role says against the others and, where they are known, against the body's own names.</summary>
    public void Check(YamlProblems problems, IReadOnlyCollection<string>? segments, IReadOnlyCollection<string>? cameras)
    {
        if (segments is not null)
        {
            foreach (var name in SegmentNames())
                problems.RequireKnown(name, segments, "segment");
        }

        if (cameras is not null)
        {
            foreach (var camera in new[] { EgocentricCamera, PortraitCamera }.OfType<Placed<string>>())
                problems.RequireKnown(camera, cameras, "camera");
        }

        string[] keypoints = [.. Keypoints.Keys];
        foreach (var line in Skeleton)
        {
            problems.RequireKnown(new(line.Value.From, line.Place), keypoints, "keypoint");
            problems.RequireKnown(new(line.Value.To, line.Place), keypoints, "keypoint");
        }

        if (Forward is { Value.Length: 0 } forward)
            problems.Add(forward.Place, "forward must not be the zero vector");
    }

    /// <summary>The roles; call after <see cref="Check"/>.</summary>
    public BodyRoles ToRoles() => new()
    {
        Root = Root.Value,
        Head = Head?.Value,
        EndEffectors = Names(EndEffectors),
        Appendages = Names(Appendages),
        TrackedSegments = Names(TrackedSegments),
        GroundContacts = Names(GroundContacts),
        Forward = Forward?.Value ?? new Vec3(1, 0, 0),
        StandingHeight = StandingHeight,
        BodyLength = BodyLength,
        EgocentricCamera = EgocentricCamera?.Value,
        PortraitCamera = PortraitCamera?.Value,
        Keypoints = [.. Keypoints.Select(k => k.Value.ToKeypoint(k.Key))],
        RecordingRate = RecordingRate,
        Skeleton = [.. Skeleton.Select(line => line.Value)],
    };

    private static string[] Names(IReadOnlyList<Placed<string>> placed) => [.. placed.Select(p => p.Value)];

    private IEnumerable<Placed<string>> SegmentNames()
    {
        Placed<string>?[] single = [Root, Head];
        return single.OfType<Placed<string>>()
            .Concat(EndEffectors)
            .Concat(Appendages)
            .Concat(TrackedSegments)
            .Concat(GroundContacts)
            .Concat(Keypoints.Values.Select(k => k.Segment));
    }
}

/// <summary>A keypoint as it is written under its name.</summary>
internal sealed class KeypointYaml
{
    public required Placed<string> Segment { get; init; }

    public Vec3 Offset { get; init; }

    public bool Regularized { get; init; }

    public bool Trunk { get; init; }

    [Range(0, double.MaxValue)]
    public double Weight { get; init; } = 1;

    internal Keypoint ToKeypoint(string name) => new()
    {
        Name = name,
        Segment = Segment.Value,
        Offset = Offset,
        Regularized = Regularized,
        Trunk = Trunk,
        Weight = Weight,
    };
}
