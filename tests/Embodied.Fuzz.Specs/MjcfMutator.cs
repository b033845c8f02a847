using System.Globalization;
using System.Xml.Linq;
using Embodied.Sdk.Randomness;

namespace Embodied.Fuzz.Specs;

/// <summary>
/// Changes MJCF so that it stays MJCF: numbers at their limits, attributes and elements of other places, parts doubled, gone, or in one another. What is not even XML is
/// the text mutator's; this one is for what comes through to MuJoCo's own compiler. Same seed, same file.
/// </summary>
internal static class MjcfMutator
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "-0.5", "0.001", "1e-9", "1e-16", "1e-40", "1e-300", "100", "999", "65536", "100000", "1e6", "1e9", "2147483647", "-2147483648", "4294967295",
        "1e10", "1e16", "1e38", "1e40", "1e300", "-1e300", "3.4e38",
    ];

    private static readonly string[] Words =
        ["", "a", "none", "true", "false", "auto", "plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh", "free", "ball", "slide", "hinge", "world", "root", "hip", "trunk", "limb", "knot", "\u00e9", "a b", "../x", "/dev/zero"];

    /// <summary>A changed document.</summary>
    public static string Damage(string text, ref RandomStream random)
    {
        var document = XDocument.Parse(text);
        var rounds = 1 + random.NextInt(5);
        for (var i = 0; i < rounds; i++)
            Change(document, ref random);
        return document.ToString();
    }

    private static void Change(XDocument document, ref RandomStream random)
    {
        var elements = document.Root!.Descendants().ToList();
        if (elements.Count == 0)
            return;
        var element = elements[random.NextInt(elements.Count)];
        switch (random.NextInt(12))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                Double(element, 1 + random.NextInt(3), rename: random.NextInt(4) > 0);
                break;
            case 2:
                Borrow(element, elements, ref random);
                break;
            case 3:
                Move(element, elements, ref random);
                break;
            case 4 when element.Name == "body" || random.NextInt(20) == 0:
                Nest(element, 1 + random.NextInt(60));
                break;
            case 5 when element.Attributes().Any():
                Some(element, ref random).Remove();
                break;
            case 6 when element.Attributes().Any():
                Some(element, ref random).Value = Words[random.NextInt(Words.Length)];
                break;
            default:
                if (element.Attributes().Any())
                    Renumber(Some(element, ref random), ref random);
                break;
        }
    }

    private static XAttribute Some(XElement element, ref RandomStream random)
    {
        var attributes = element.Attributes().ToList();
        return attributes[random.NextInt(attributes.Count)];
    }

    // One number of a list, all of them, or more or fewer of them.
    private static void Renumber(XAttribute attribute, ref RandomStream random)
    {
        var words = attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count == 0 || !double.TryParse(words[0], CultureInfo.InvariantCulture, out _))
            return;
        var number = Numbers[random.NextInt(Numbers.Length)];
        switch (random.NextInt(5))
        {
            case 0:
                words = [.. words.Select(_ => number)];
                break;
            case 1:
                words.Add(number);
                break;
            case 2:
                words.RemoveAt(words.Count - 1);
                break;
            default:
                words[random.NextInt(words.Count)] = number;
                break;
        }

        attribute.Value = string.Join(' ', words);
    }

    private static void Double(XElement element, int times, bool rename)
    {
        for (var i = 0; i < times; i++)
        {
            var copy = new XElement(element);
            foreach (var name in copy.DescendantsAndSelf().Attributes("name").Where(_ => rename))
                name.Value += string.Create(CultureInfo.InvariantCulture, $"-{i}");
            element.AddAfterSelf(copy);
        }
    }

    // An attribute that such elements have elsewhere.
    private static void Borrow(XElement element, List<XElement> elements, ref RandomStream random)
    {
        var others = elements.Where(e => e.Name == element.Name).SelectMany(e => e.Attributes()).ToList();
        if (others.Count > 0 && others[random.NextInt(others.Count)] is var other)
            element.SetAttributeValue(other.Name, other.Value);
    }

    private static void Move(XElement element, List<XElement> elements, ref RandomStream random)
    {
        var places = elements.Where(e => e.Name == element.Parent?.Name && e != element && !e.Ancestors().Contains(element)).ToList();
        if (places.Count == 0)
            return;
        var place = places[random.NextInt(places.Count)];
        element.Remove();
        place.Add(element);
    }

    private static void Nest(XElement element, int depth)
    {
        var inside = element;
        for (var i = 0; i < depth; i++)
        {
            var copy = new XElement(element.Name, element.Attributes().Where(a => a.Name != "name"), element.Elements("geom").Select(g => new XElement(g.Name, g.Attributes().Where(a => a.Name != "name"))));
            inside.Add(copy);
            inside = copy;
        }
    }
}
