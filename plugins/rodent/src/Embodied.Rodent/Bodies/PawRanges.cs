using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>Wider ankles and toes that bend both ways, as imitation of real rats needs (<c>foot_mods</c> of walkers/rodent.py).</summary>
internal static class PawRanges
{
    public const string Name = "feet";

    private static readonly Dictionary<string, Interval> Ranges = new(StringComparer.Ordinal)
    {
        ["ankle_L"] = new(-0.1, 2.0),
        ["ankle_R"] = new(-0.1, 2.0),
        ["toe_L"] = new(-0.7, 0.87),
        ["toe_R"] = new(-0.7, 0.87),
    };

    public static BodyFigures Apply(BodyFigures figures) => figures with
    {
        Segments = [.. figures.Segments.Select(s => s with
        {
            Joints = [.. s.Joints.Select(j => Ranges.TryGetValue(j.Name, out var range) ? j with { Range = range } : j)],
        })],
    };
}
