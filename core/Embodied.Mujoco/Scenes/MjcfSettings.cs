using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Scenes;

/// <summary>Merges the settings of documents: options, compiler switches, pictures. What contradicts itself is refused, not chosen.</summary>
internal sealed class MjcfSettings(SceneDocument scene, PhysicsSettings requested, List<string> notes)
{
    private const string Agree = "Make the files agree, or set it for the whole scene under 'physics'.";

    // The scene decides these itself, or they change nothing.
    private static readonly string[] IgnoredSwitches = ["autolimits", "usethread", "balanceinertia", "fitaabb"];
    private static readonly string[] Buffers = ["nstack", "nkey", "memory"];

    private readonly Dictionary<string, (string Value, string Place)> _options = new(StringComparer.Ordinal);

    public void Merge(MjcfDocument document, MjcfPlacement placement)
    {
        MergeOptions(document);
        MergeCompiler(document, placement);
        MergeSizes(document);
        if (placement.IsAlone)
            MergeStatistic(document, placement.HasArena);
        if (!placement.HasArena)
            MergeVisual(document);
    }

    private void MergeOptions(MjcfDocument document)
    {
        foreach (var element in document.Root.Elements("option"))
        {
            foreach (var attribute in element.Attributes().Where(a => !IsRequested(a.Name.LocalName)))
                MergeOption(document, attribute, scene["option"]);
            foreach (var attribute in element.Elements("flag").Attributes())
                MergeOption(document, attribute, scene.Part("option", "flag"));
        }
    }

    private bool IsRequested(string option) => option switch
    {
        "timestep" => requested.Timestep is not null,
        "gravity" => requested.Gravity is not null,
        "density" => requested.FluidDensity is not null,
        "viscosity" => requested.FluidViscosity is not null,
        "iterations" => requested.SolverIterations is not null,
        "noslip_iterations" => requested.NoSlipIterations is not null,
        "cone" => requested.EllipticCones is not null,
        _ => false,
    };

    private void MergeOption(MjcfDocument document, XAttribute attribute, XElement target)
    {
        var key = $"{target.Name.LocalName}/{attribute.Name.LocalName}";
        if (_options.TryGetValue(key, out var earlier) && earlier.Place != document.Name && !Same(earlier.Value, attribute.Value))
        {
            throw new InputException(
                document.PlaceOf(attribute),
                $"asks for {attribute.Name.LocalName} '{attribute.Value}', but {earlier.Place} in the same scene asks for '{earlier.Value}'",
                Agree);
        }

        _options[key] = (attribute.Value, document.Name);
        target.SetAttributeValue(attribute.Name, attribute.Value);
    }

    private static bool Same(string a, string b) => MjcfNumber.TryParse(a, out var x) && MjcfNumber.TryParse(b, out var y) ? x.SequenceEqual(y) : a == b;

    private void MergeCompiler(MjcfDocument document, MjcfPlacement placement)
    {
        foreach (var element in document.Root.Elements("compiler"))
        {
            foreach (var attribute in element.Attributes().Where(a => placement.IsAlone || !IsDefaultSwitch(a)))
            {
                if (IgnoredSwitches.Contains(attribute.Name.LocalName) && !(placement.IsAlone && attribute.Name.LocalName != "autolimits"))
                    continue;
                if (!placement.IsAlone)
                {
                    throw new InputException(
                        document.PlaceOf(attribute),
                        $"the compiler switch {attribute.Name.LocalName} '{attribute.Value}' would change the other bodies of the scene too",
                        "Take it out of the file and state what it does on the elements, or put this body into a scene of its own.");
                }

                scene["compiler"].SetAttributeValue(attribute.Name, attribute.Value);
            }

            foreach (var child in element.Elements().Where(c => scene["compiler"].Element(c.Name) is null))
                scene["compiler"].Add(new XElement(child));
        }
    }

    private static bool IsDefaultSwitch(XAttribute attribute) => (attribute.Name.LocalName, attribute.Value) is
        ("inertiafromgeom", "auto") or ("inertiagrouprange", "0 5") or ("boundmass" or "boundinertia", "0") or ("settotalmass", "-1")
        or ("fusestatic" or "discardvisual" or "exactmeshinertia" or "alignfree", "false") or ("convexhull", "true");

    private void MergeSizes(MjcfDocument document)
    {
        foreach (var attribute in document.Root.Elements("size").Attributes())
        {
            if (Buffers.Contains(attribute.Name.LocalName))
                notes.Add($"{document.PlaceOf(attribute)}: '{attribute.Name.LocalName}' was left out; buffers are sized from what the scene needs.");
            else if (!(scene["size"].Attribute(attribute.Name) is { } other && Value(other) >= Value(attribute)))
                scene["size"].SetAttributeValue(attribute.Name, attribute.Value);
        }

        static double Value(XAttribute attribute) => MjcfNumber.TryParse(attribute.Value, out var v) && v.Length == 1 ? v[0] : 0;
    }

    private void MergeStatistic(MjcfDocument document, bool hasArena)
    {
        foreach (var attribute in document.Root.Elements("statistic").Attributes().Where(a => !hasArena || a.Name.LocalName is not ("extent" or "center")))
            scene["statistic"].SetAttributeValue(attribute.Name, attribute.Value);
    }

    // Sizes and quality of pictures belong to whoever draws them.
    private void MergeVisual(MjcfDocument document)
    {
        foreach (var element in document.Root.Elements("visual").Elements().Where(e => e.Name.LocalName != "quality"))
        {
            foreach (var attribute in element.Attributes().Where(a => a.Name.LocalName is not ("offwidth" or "offheight")))
                scene.Part("visual", element.Name.LocalName).SetDefault(attribute.Name.LocalName, attribute.Value);
        }
    }
}
