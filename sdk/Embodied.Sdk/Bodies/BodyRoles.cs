using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>What a task, sensor or analysis may ask of any body. All names are the body's own, without a scene prefix.</summary>
public sealed record BodyRoles
{
    /// <summary>The segment whose pose is the body's pose.</summary>
    public required string Root { get; init; }

    /// <summary>The segment that carries eyes and balance organs, or null.</summary>
    public string? Head { get; init; }

    /// <summary>Ends of the limbs.</summary>
    public IReadOnlyList<string> EndEffectors { get; init; } = [];

    /// <summary>Parts whose position relative to the root describes a posture: end effectors and head.</summary>
    public IReadOnlyList<string> Appendages { get; init; } = [];

    /// <summary>Segments compared with a reference motion.</summary>
    public IReadOnlyList<string> TrackedSegments { get; init; } = [];

    /// <summary>Segments that may touch the ground without having fallen.</summary>
    public IReadOnlyList<string> GroundContacts { get; init; } = [];

    /// <summary>Direction the animal faces, in the root's frame.</summary>
    public Vec3 Forward { get; init; } = new(1, 0, 0);

    /// <summary>Height of the root above the ground in a relaxed stand, in the body's unit of length.</summary>
    public double StandingHeight { get; init; }

    /// <summary>Length of the animal from snout to the base of the tail, in the body's unit of length; 0 for the extent of its solids.</summary>
    public double BodyLength { get; init; }

    /// <summary>The camera that sees what the animal sees, or null.</summary>
    public string? EgocentricCamera { get; init; }

    /// <summary>The camera for pictures of the whole animal, or null.</summary>
    public string? PortraitCamera { get; init; }

    /// <summary>Keypoints in the order recordings of this animal use.</summary>
    public IReadOnlyList<Keypoint> Keypoints { get; init; } = [];

    /// <summary>Frames per second that recordings of these keypoints are made at; null when rigs differ.</summary>
    public double? RecordingRate { get; init; }

    /// <summary>Pairs of keypoint names drawn as lines and measured as lengths.</summary>
    public IReadOnlyList<KeypointLine> Skeleton { get; init; } = [];
}

/// <summary>A line between two keypoints.</summary>
/// <param name="From">Name of one end.</param>
/// <param name="To">Name of the other.</param>
public sealed record KeypointLine(string From, string To);
