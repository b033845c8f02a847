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
        var defaults = new MjcfDefaults(document.Root);
        var classes = defaults.Names.ToList();
        foreach (var (attribute, kind) in MjcfReferences.References(document.Root).Where(r => r.Kind is not null))
        {
            var valid = Names(document.Root, names, classes, kind!);
            if (!valid.Contains(attribute.Value) && IsAsked(attribute, document.Root, defaults))
            {
                problems.Add(
                    attribute,
                    $"attribute '{attribute.Name.LocalName}' of <{attribute.Parent!.Name.LocalName}> names {kind} '{attribute.Value}', which does not "
                        + $"exist. {NearestName.Hint(attribute.Value, valid)}");
            }
        }
    }

    // What a class says is looked up by the engine for the elements that take it from there: files of classes alone name what others bring.
    private static bool IsAsked(XAttribute attribute, XElement root, MjcfDefaults defaults) =>
        !attribute.Parent!.Ancestors("default").Any()
        || root.Elements().Where(e => e.Name.LocalName != "default").SelectMany(e => e.Descendants(attribute.Parent.Name))
            .Any(e => defaults.Find(e, attribute.Name.LocalName) == attribute);

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
