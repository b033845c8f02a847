using System.Globalization;
using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Limits on what a few characters of MJCF may ask for, before MuJoCo makes room for it, or never ends: no file that describes an animal comes near.</summary>
internal static class MjcfBudget
{
    private const double MostHeights = 4_000_000;
    private const double MostParts = 1_000;

    // A chain's mass matrix is full: what a step takes grows with the cube of its length.
    private const double MostLinks = 200;
    private static readonly string[] Chains = ["rope", "loop", "cable"];
    private const double MostPixels = 25_000_000;
    private const double MostBytes = 4.3e9;
    private const string Units = "KMGTPE";

    // Element, how its attribute begins, and the largest number.
    private static readonly (string Element, string Attribute, double Most)[] Limits =
    [
        ("texture", "width", 32_768),
        ("texture", "height", 200_000),
        ("skin", "subgrid", 20),
        // The hull of a mesh that is drawn out so far is looked for without end.
        ("mesh", "scale", 1e9),
        ("size", "nuser_", 1_000),
        ("size", "nuserdata", 1_000_000),
        ("size", "nkey", 100_000),
        ("numeric", "size", 1_000_000),
        ("user", "dim", 100_000),
        ("option", "iterations", 10_000),
        ("option", "noslip_iterations", 10_000),
        ("option", "mpr_iterations", 10_000),
        ("option", "ccd_iterations", 10_000),
        ("option", "ls_iterations", 10_000),
        ("option", "sdf_iterations", 10_000),
        ("global", "offwidth", 16_384),
        ("global", "offheight", 16_384),
        ("quality", "shadowsize", 16_384),
        ("quality", "offsamples", 64),
        ("quality", "num", 1_000),
    ];

    /// <summary>Adds what is too large to the problems.</summary>
    public static void Check(MjcfDocument document, MjcfProblems problems)
    {
        foreach (var element in document.Root.Descendants())
        {
            switch (element.Name.LocalName)
            {
                case "hfield":
                    Require(problems, element, ["nrow", "ncol"], MostHeights, "the height field has {0} heights");
                    break;
                case "texture":
                    Require(problems, element, ["width", "height"], MostPixels, "the texture has {0} pixels");
                    break;
                case "composite":
                    Require(problems, element, ["count"], Chains.Contains((string?)element.Attribute("type")) ? MostLinks : MostParts, "the composite has {0} parts");
                    break;
                case "size" when element.Attribute("memory") is { } memory && Bytes(memory.Value) > MostBytes:
                    problems.Add(memory, $"the engine is to have {memory.Value} bytes of memory; at most {MostBytes:g2} are taken");
                    break;
            }

            foreach (var (_, name, most) in Limits.Where(l => l.Element == element.Name.LocalName))
            {
                foreach (var attribute in element.Attributes().Where(a => a.Name.LocalName.StartsWith(name, StringComparison.Ordinal) && Product(a.Value) > most))
                    problems.Add(attribute, string.Create(CultureInfo.InvariantCulture, $"attribute '{attribute.Name.LocalName}' of <{element.Name.LocalName}> is {attribute.Value}; at most {most:g6} is taken"));
            }
        }
    }

    private static void Require(MjcfProblems problems, XElement element, string[] attributes, double most, string what)
    {
        var given = attributes.Select(a => element.Attribute(a)).OfType<XAttribute>().ToList();
        var product = given.Aggregate(1.0, (n, a) => n * Product(a.Value));
        if (product > most)
            problems.Add(given[0], string.Format(CultureInfo.InvariantCulture, what + "; at most {1:g4} are taken", product.ToString("g4", CultureInfo.InvariantCulture), most));
    }

    // A number with a letter for thousands of thousands (MuJoCo documentation, XML reference, size/memory).
    private static double Bytes(string text)
    {
        var power = text.Length > 0 ? Units.IndexOf(char.ToUpperInvariant(text[^1])) + 1 : 0;
        return double.TryParse(power > 0 ? text[..^1] : text, CultureInfo.InvariantCulture, out var number) ? number * Math.Pow(1024, power) : 0;
    }

    private static double Product(string numbers) => numbers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(1.0, (n, word) => double.TryParse(word, CultureInfo.InvariantCulture, out var factor) ? n * Math.Max(1, factor) : n);
}
