using Embodied.Registration.Solving;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Registration;

/// <summary>
/// How large the recorded animal is compared with a body: the median, over lines of the skeleton, of measured length (median over frames)
/// against length at rest. Residuals of registration cannot tell scale, because offsets absorb it; lengths can, roughly.
/// </summary>
/// <param name="Ratio">Animal size / body size. A body built at scale s fits the animal at scale s · ratio.</param>
/// <param name="Lines">The lines it rests on.</param>
public sealed record ScaleEstimate(double Ratio, IReadOnlyList<MeasuredLine> Lines)
{
    /// <summary>Measures. Uses all pairs of keypoints when the body names no skeleton.</summary>
    /// <param name="keypoints">The recording.</param>
    /// <param name="model">The body.</param>
    /// <param name="roles">Its keypoints and skeleton.</param>
    /// <param name="prefix">Put before the body's names in the model.</param>
    /// <param name="metresPerLength">Metres in the model's unit of length.</param>
    /// <exception cref="InputException">No line can be measured.</exception>
    public static ScaleEstimate Measure(KeypointSeries keypoints, IModel model, BodyRoles roles, string prefix = "", double metresPerLength = 1)
    {
        var place = keypoints.Recording.Provenance.Source ?? keypoints.Recording.Name;
        var rest = RestMarkers(model, roles, prefix, metresPerLength);
        var index = roles.Keypoints.Select((k, i) => (k.Name, i)).ToDictionary(k => k.Name, k => k.i, StringComparer.Ordinal);
        var pairs = roles.Skeleton.Count > 0 ? roles.Skeleton : AllPairs(roles.Keypoints);
        var lines = new List<MeasuredLine>();
        foreach (var pair in pairs)
        {
            if (!index.TryGetValue(pair.From, out var a) || !index.TryGetValue(pair.To, out var b))
                throw new InputException("body", $"draws a line from '{pair.From}' to '{pair.To}', which are not both keypoints");
            var length = Distance(rest, 3 * a, 3 * b);
            var measured = MedianLength(keypoints, a, b);
            if (double.IsFinite(measured))
                lines.Add(new(pair.From, pair.To, measured, length));
        }
        // Markers whose first guess is their segment's origin may coincide: such lines say nothing.
        var typical = Median([.. lines.Select(l => l.Body)]);
        lines.RemoveAll(l => l.Body < 0.25 * typical || l.Body <= 0);
        if (lines.Count == 0)
            throw new InputException(place, "no skeleton line has both ends in view, so the animal's size cannot be measured");
        return new(Median([.. lines.Select(l => l.Measured / l.Body)]), lines);
    }

    /// <summary>Refuses keypoints that cannot belong to this body, mostly because of a wrong unit. A measured scale must be plausible against scale 1.</summary>
    /// <param name="place">The recording, for the message.</param>
    /// <exception cref="InputException">The animal would be a third or three times the body's size, or beyond.</exception>
    public void RequirePlausible(string place)
    {
        if (Ratio is >= 1 / 3.0 and <= 3)
            return;
        var unit = Ratio switch
        {
            > 300 and < 3000 => "The values look like millimetres that were read as metres.",
            > 30 and <= 300 => "The values look like centimetres that were read as metres.",
            < 1 / 300.0 and > 1 / 3000.0 => "The values look like metres that were read as millimetres.",
            _ => "Check the unit of the keypoints and the scale of the body.",
        };
        throw new InputException(place, $"the animal measures {Ratio:0.###} times the body, expected about 1", unit);
    }

    private static double[] RestMarkers(IModel model, BodyRoles roles, string prefix, double metresPerLength)
    {
        var body = BodyBinding.Bind(model, roles, prefix);
        using var kinematics = BodyBinding.CreateKinematics(model);
        kinematics.Pose(body.Rest);
        var markers = new double[body.Offsets.Length];
        MarkerPlacement.PlaceAll(kinematics.Frames, body.Segments, body.Offsets, markers);
        return [.. markers.Select(m => m * metresPerLength)];
    }

    private static List<KeypointLine> AllPairs(IReadOnlyList<Keypoint> keypoints)
    {
        var pairs = new List<KeypointLine>();
        for (var a = 0; a < keypoints.Count; a++)
        {
            for (var b = a + 1; b < keypoints.Count; b++)
                pairs.Add(new(keypoints[a].Name, keypoints[b].Name));
        }
        return pairs;
    }

    private static double MedianLength(KeypointSeries keypoints, int a, int b)
    {
        // A few thousand frames settle a median; hours need not be sorted.
        var count = keypoints.Names.Count;
        var step = Math.Max(1, keypoints.Frames / 5000);
        var lengths = new List<double>();
        for (var frame = 0; frame < keypoints.Frames; frame += step)
        {
            var length = Distance(keypoints.Points, 3 * ((frame * count) + a), 3 * ((frame * count) + b));
            if (double.IsFinite(length))
                lengths.Add(length);
        }
        return Median([.. lengths]);
    }

    private static double Distance(double[] points, int a, int b)
    {
        var (x, y, z) = (points[a] - points[b], points[a + 1] - points[b + 1], points[a + 2] - points[b + 2]);
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    private static double Median(double[] values)
    {
        if (values.Length == 0)
            return double.NaN;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

/// <summary>A line of the skeleton, measured.</summary>
/// <param name="From">Keypoint at one end.</param>
/// <param name="To">Keypoint at the other.</param>
/// <param name="Measured">Median length in the recording, m.</param>
/// <param name="Body">Length on the body at rest, m.</param>
public sealed record MeasuredLine(string From, string To, double Measured, double Body);
