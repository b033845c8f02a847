using System.Globalization;
using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Limits on what a few characters of MJCF may ask for, before MuJoCo makes room for it: height fields and composites.</summary>
internal static class MjcfBudget
{
    private const double MostHeights = 4_000_000;
    private const double MostParts = 10_000;

    /// <summary>Adds what is too large to the problems.</summary>
    public static void Check(MjcfDocument document, MjcfProblems problems)
    {
        foreach (var field in document.Root.Descendants("hfield").Where(f => f.Attribute("nrow") is not null))
        {
            if (Product($"{field.Attribute("nrow")?.Value} {field.Attribute("ncol")?.Value}") is > MostHeights and var heights)
                problems.Add(field.Attribute("nrow")!, $"the height field has {heights:g4} heights; at most {MostHeights:g4} are taken");
        }

        foreach (var count in document.Root.Descendants("composite").Attributes("count").ToList())
        {
            if (Product(count.Value) is > MostParts and var parts)
                problems.Add(count, $"the composite has {parts:g4} parts; at most {MostParts:g4} are taken");
        }
    }

    private static double Product(string numbers) => numbers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(1.0, (n, word) => double.TryParse(word, CultureInfo.InvariantCulture, out var factor) ? n * Math.Max(1, factor) : n);
}
