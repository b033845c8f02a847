using System.Xml.Linq;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Finds names that are given twice and references to names that nobody has.</summary>
internal static class MjcfReferenceCheck
{
    public static void Check(MjcfDocument document, MjcfProblems problems)
    {
        var names = new Dictionary<string, Dictionary<string, XAttribute>>(StringComparer.Ordinal);
        foreach (var (attribute, kind) in MjcfReferences.Definitions(document.Root))
        {
            var ofKind = names.TryGetValue(kind!, out var known) ? known : names[kind!] = new(StringComparer.Ordinal);
            if (!ofKind.TryAdd(attribute.Value, attribute))
                problems.Add(attribute, $"the name '{attribute.Value}' of this {kind} is taken, see {document.PlaceOf(ofKind[attribute.Value])}");
        }

        if (MjcfReferences.MakesNames(document.Root))
            return;
        var classes = new MjcfDefaults(document.Root).Names.ToList();
        foreach (var (attribute, kind) in MjcfReferences.References(document.Root).Where(r => r.Kind is not null))
        {
            var valid = Names(document.Root, names, classes, kind!);
            if (!valid.Contains(attribute.Value))
            {
                problems.Add(
                    attribute,
                    $"attribute '{attribute.Name.LocalName}' of <{attribute.Parent!.Name.LocalName}> names {kind} '{attribute.Value}', which does not "
                        + $"exist. {NearestName.Hint(attribute.Value, valid)}");
            }
        }
    }

    private static ICollection<string> Names(
        XElement root, Dictionary<string, Dictionary<string, XAttribute>> names, List<string> classes, string kind)
    {
        if (kind == "class")
            return classes;
        var known = names.TryGetValue(kind, out var ofKind) ? ofKind.Keys.ToList() : [];
        if (kind == "body")
            known.Add("world");
        // Files without a name go by the name of the file.
        known.AddRange(root.Elements("asset").Elements().Where(e => e.Name.LocalName == kind && e.Attribute("name") is null).Select(MjcfFiles.NameFromFile).OfType<string>());
        return known;
    }
}
