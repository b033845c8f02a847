using Embodied.Sdk.Analysis;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Results;

/// <summary>How the joints used their ranges.</summary>
internal static class JointTable
{
    private const double Touching = 1e-6;

    /// <summary>The joints that have limits and move a keypoint, those most often at a limit first.</summary>
    public static ReportSection Section(RegistrationResult result)
    {
        var movers = result.Body.Degrees.Where(d => d.IsScalar).Select(d => d.Position).ToHashSet();
        var rows = result.Body.Joints.Select((joint, index) => (joint, index))
            .Where(j => j.joint.PositionSize == 1 && j.joint.Range is not null && movers.Contains(j.joint.Position))
            .Select(j => Use(result, j.joint, j.index))
            .OrderByDescending(u => u.AtLow + u.AtHigh)
            .ToArray();
        var share = rows.Length == 0 ? 0 : rows.Average(u => u.AtLow + u.AtHigh);
        return new()
        {
            Heading = "Joints",
            Text = [$"{share:0.0} % of the joint values lie on a limit. A joint that often does has too narrow a range for this animal, or an offset that is off."],
            Tables =
            [
                new("joint-limits", ["Joint", "Low limit [rad]", "High limit [rad]", "Smallest [rad]", "Mean [rad]", "Largest [rad]", "At low [%]", "At high [%]"],
                    [.. rows.Select(u => (IReadOnlyList<object>)[u.Name, u.Low, u.High, u.Smallest, u.Mean, u.Largest, u.AtLow, u.AtHigh])]),
            ],
        };
    }

    private static JointUse Use(RegistrationResult result, JointAddress joint, int index)
    {
        var range = joint.Range!.Value;
        var width = result.Body.Rest.Length;
        var frames = result.Keypoints.Frames;
        var (smallest, largest, sum, low, high) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0, 0);
        for (var t = 0; t < frames; t++)
        {
            var value = result.Positions[(t * width) + joint.Position];
            (smallest, largest, sum) = (Math.Min(smallest, value), Math.Max(largest, value), sum + value);
            low += value <= range.Low + Touching ? 1 : 0;
            high += value >= range.High - Touching ? 1 : 0;
        }
        var name = result.Body.Model.NameOf(ElementKind.Joint, index) ?? $"joint{index}";
        return new(name, range.Low, range.High, smallest, sum / frames, largest, 100.0 * low / frames, 100.0 * high / frames);
    }

    private sealed record JointUse(string Name, double Low, double High, double Smallest, double Mean, double Largest, double AtLow, double AtHigh);
}
