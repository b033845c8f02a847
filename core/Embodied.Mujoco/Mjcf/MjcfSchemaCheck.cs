using System.Xml.Linq;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Finds elements and attributes that the engine at hand does not know.</summary>
internal static class MjcfSchemaCheck
{
    /// <summary>Checks a document against one version; null accepts what any version knows.</summary>
    public static void Check(MjcfDocument document, MjcfSchema? schema, MjcfProblems problems)
    {
        var checker = new Checker(schema, problems);
        checker.Visit(document.Root);
    }

    private sealed class Checker(MjcfSchema? schema, MjcfProblems problems)
    {
        private readonly MjcfSchema[] _accepted = schema is null ? [MjcfSchema.Version2, MjcfSchema.Version3] : [schema];
        private readonly MjcfSchema[] _others = schema is null ? [] : [schema == MjcfSchema.Version2 ? MjcfSchema.Version3 : MjcfSchema.Version2];

        public void Visit(XElement element)
        {
            var path = MjcfSchema.PathOf(element);
            if (element.Name.NamespaceName.Length > 0 || !_accepted.Any(s => s.Knows(path)))
            {
                problems.Add(element, UnknownElement(element, path));
                return;
            }

            foreach (var attribute in element.Attributes().Where(a => !_accepted.Any(s => s.Knows(path, a.Name.LocalName))))
                problems.Add(attribute, UnknownAttribute(attribute, element, path));
            foreach (var child in element.Elements())
                Visit(child);
        }

        private string UnknownElement(XElement element, string path)
        {
            var name = element.Name.LocalName;
            if (_others.FirstOrDefault(o => o.Knows(path)) is { } other)
                return $"<{name}> belongs to MuJoCo {other.Version}; the engine here is {schema!.Version}";
            if (element.Parent is not { } parent)
                return $"unknown element <{name}>";
            var valid = _accepted.SelectMany(s => s.ChildrenOf(MjcfSchema.PathOf(parent))).Distinct(StringComparer.Ordinal);
            return $"unknown element <{name}> inside <{parent.Name.LocalName}>. {NearestName.Hint(name, valid)}";
        }

        private string UnknownAttribute(XAttribute attribute, XElement element, string path)
        {
            var name = attribute.Name.LocalName;
            if (_others.FirstOrDefault(o => o.Knows(path, name)) is { } other)
            {
                return $"attribute '{name}' of <{element.Name.LocalName}> belongs to MuJoCo {other.Version} and has no exact equivalent in "
                    + $"{schema!.Version}, the engine here";
            }

            var valid = _accepted.SelectMany(s => s.AttributesOf(path)).Distinct(StringComparer.Ordinal);
            return $"unknown attribute '{name}' of <{element.Name.LocalName}>. {NearestName.Hint(name, valid)}";
        }
    }
}
