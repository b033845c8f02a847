using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Where the keypoints of one synthetic animal really sit: on nose, ears and skin where the first guess is a joint centre, and a little beside it
/// elsewhere, differently for every seed. Registration has to find these offsets, as it must for a real animal.
/// </summary>
internal static class MarkerPlaces
{
    /// <summary>Largest seeded deviation per axis [m at scale 1].</summary>
    private const double Deviation = 0.0015;

    // Offsets in the segment's frame [m at scale 1].
    private static readonly Dictionary<string, Vec3> OnTheSkin = new(StringComparer.Ordinal)
    {
        ["Snout"] = new(0.0338, 0, -0.0066),
        ["EarL"] = new(-0.0155, 0.0135, 0.0145),
        ["EarR"] = new(-0.0155, -0.0135, 0.0145),
        ["SpineF"] = new(-0.015, 0, 0.004),
        ["SpineM"] = new(0, 0, 0.004),
        ["SpineL"] = new(0, 0, 0.004),
        ["TailBase"] = new(-0.0175, 0, -0.006),
    };

    public static Vec3[] Of(IReadOnlyList<Keypoint> keypoints, double scale, ulong seed)
    {
        var random = RandomStream.For(seed, 1);
        var places = new Vec3[keypoints.Count];
        for (var k = 0; k < places.Length; k++)
        {
            var place = OnTheSkin.TryGetValue(keypoints[k].Name, out var skin) ? scale * skin : keypoints[k].Offset;
            places[k] = place + (scale * new Vec3(
                random.NextUniform(-Deviation, Deviation),
                random.NextUniform(-Deviation, Deviation),
                random.NextUniform(-Deviation, Deviation)));
        }

        return places;
    }
}
