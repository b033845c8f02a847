using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Rewrites a document written for MuJoCo 3 in the words of 2.2.2, where that changes nothing in the physics. What has no exact equivalent stays
/// and is then refused by name. Which words differ: the schemas of both versions; what they mean: the change log of google-deepmind/mujoco.
/// </summary>
internal sealed class MjcfDownConverter
{
    // Element (any place) and attribute: dropped whatever the value, because the physics does not depend on it.
    private static readonly Dictionary<string, string> Harmless = new(StringComparer.Ordinal)
    {
        ["option/ls_iterations"] = "it only caps the effort of the solver's line search",
        ["option/ls_tolerance"] = "it only tunes the solver's line search",
        ["option/sdf_iterations"] = "signed distance fields do not exist there",
        ["option/sdf_initpoints"] = "signed distance fields do not exist there",
        ["option/sleep_tolerance"] = "bodies never sleep there",
        ["flag/nativeccd"] = "there is one collision pipeline only",
        ["flag/midphase"] = "it only saves time",
        ["flag/island"] = "it only saves time",
        ["size/memory"] = "memory is sized from the scene",
        ["compiler/saveinertial"] = "it concerns saving only",
        ["compiler/conflict"] = "it concerns attached models only",
        ["texture/colorspace"] = "it concerns pictures only",
        ["texture/nchannel"] = "it concerns pictures only",
        ["texture/content_type"] = "the file's name tells",
        ["mesh/content_type"] = "the file's name tells",
        ["hfield/content_type"] = "the file's name tells",
        ["material/metallic"] = "it concerns pictures only",
        ["material/roughness"] = "it concerns pictures only",
        ["light/bulbradius"] = "it concerns pictures only",
        ["light/intensity"] = "it concerns pictures only",
        ["light/range"] = "it concerns pictures only",
        ["light/softness"] = "it concerns pictures only",
        ["light/texture"] = "it concerns pictures only",
        ["camera/resolution"] = "the size of a picture is chosen when it is drawn",
        ["camera/output"] = "the kind of a picture is chosen when it is drawn",
        ["global/cameraid"] = "it concerns pictures only",
        ["global/orthographic"] = "it concerns pictures only",
        ["global/bvactive"] = "it concerns pictures only",
        ["global/ellipsoidinertia"] = "it concerns pictures only",
        ["global/realtime"] = "it concerns a viewer only",
        ["rgba/bv"] = "it concerns pictures only",
        ["rgba/bvactive"] = "it concerns pictures only",
        ["rgba/frustum"] = "it concerns pictures only",
        ["scale/frustum"] = "it concerns pictures only",
    };

    // Element/attribute=value: what the newer version does without the attribute, and the older one always.
    private static readonly HashSet<string> AtDefault = new(StringComparer.Ordinal)
    {
        "body/gravcomp=0", "body/simple=auto", "body/sleep=auto", "freejoint/align=auto", "freejoint/align=false", "compiler/alignfree=false",
        "joint/actuatorfrclimited=false", "joint/actuatorgravcomp=false", "fixed/actuatorfrclimited=false", "spatial/actuatorfrclimited=false",
        "tendon/actuatorfrclimited=false", "fixed/armature=0", "spatial/armature=0", "tendon/armature=0", "geom/adhesion=0",
        "flag/eulerdamp=enable", "flag/autoreset=enable", "flag/invdiscrete=disable", "flag/sleep=disable", "flag/damper=enable",
        "flag/spring=enable", "camera/projection=perspective", "general/actdim=-1", "general/actearly=false", "mesh/inertia=legacy",
        "mesh/maxhullvert=-1", "position/dampratio=0", "position/timeconst=0", "position/inheritrange=0", "intvelocity/inheritrange=0",
        "intvelocity/kv=0", "intvelocity/dampratio=0",
    };

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["option/ccd_iterations"] = "mpr_iterations",
        ["option/ccd_tolerance"] = "mpr_tolerance",
        // Spelt so in that version.
        ["lengthrange/interval"] = "inteval",
    };

    // Values that came later, although the attribute is old.
    private static readonly Dictionary<string, string> LaterValues = new(StringComparer.Ordinal)
    {
        ["option/integrator=implicitfast"] = "Euler, RK4, implicit",
        ["general/dyntype=filterexact"] = "none, integrator, filter, muscle, user",
        ["general/dyntype=dcmotor"] = "none, integrator, filter, muscle, user",
        ["geom/type=sdf"] = "plane, hfield, sphere, capsule, ellipsoid, cylinder, box, mesh",
    };

    private readonly MjcfDocument _document;
    private readonly List<string> _notes;
    private readonly MjcfProblems _problems;

    private MjcfDownConverter(MjcfDocument document, List<string> notes, MjcfProblems problems)
    {
        _document = document;
        _notes = notes;
        _problems = problems;
    }

    /// <summary>Converts in place.</summary>
    /// <param name="document">A document whose angles may still be in degrees.</param>
    /// <param name="notes">Receives one sentence per conversion.</param>
    /// <param name="problems">Receives what cannot be converted and the schema would not notice.</param>
    public static void Convert(MjcfDocument document, List<string> notes, MjcfProblems problems)
    {
        var converter = new MjcfDownConverter(document, notes, problems);
        converter.SplitAssetFolder();
        converter.MoveSkins();
        ConvertActuators(converter);
        foreach (var element in document.Root.Descendants().ToList())
            converter.ConvertElement(element);
    }

    private static void ConvertActuators(MjcfDownConverter converter) =>
        new MjcfActuatorConverter(converter._document, converter.Note, converter._problems).Convert();

    private void ConvertElement(XElement element)
    {
        var name = element.Name.LocalName;
        if (name == "layer" && element.Parent?.Name.LocalName == "material")
        {
            ConvertLayer(element);
            return;
        }

        foreach (var attribute in element.Attributes().ToList())
        {
            var key = $"{name}/{attribute.Name.LocalName}";
            if (Renamed.TryGetValue(key, out var older))
                Rename(attribute, older);
            else if (key == "light/type")
                ConvertLightType(attribute);
            else if (Harmless.TryGetValue(key, out var reason) && (key != "texture/colorspace" || attribute.Value != "auto"))
                Drop(attribute, reason);
            else if (Harmless.ContainsKey(key) || AtDefault.Contains($"{key}={Plain(attribute.Value)}"))
                Drop(attribute, "this is what happens without it");
            else if (LaterValues.TryGetValue($"{key}={attribute.Value}", out var valid))
                _problems.Add(attribute, $"'{attribute.Value}' of <{name}> belongs to MuJoCo 3; MuJoCo 2.2.2 has {valid}");
        }
    }

    // Zero may be written as 0, 0.0 or -0.
    private static string Plain(string value) => MjcfNumber.TryParse(value, out var numbers) && numbers is [0] ? "0" : value;

    private void Drop(XAttribute attribute, string reason)
    {
        Note(attribute, $"'{attribute.Name.LocalName}' of <{attribute.Parent!.Name.LocalName}> was left out; {reason}");
        attribute.Remove();
    }

    private void Rename(XAttribute attribute, string name)
    {
        Note(attribute, $"'{attribute.Name.LocalName}' was written as '{name}'");
        attribute.Parent!.SetAttributeValue(name, attribute.Value);
        attribute.Remove();
    }

    private void ConvertLightType(XAttribute type)
    {
        Note(type, $"'type' of <light> was written as 'directional'; it concerns pictures only");
        type.Parent!.SetAttributeValue("directional", MjcfNumber.Text(type.Value == "directional"));
        type.Remove();
    }

    private void ConvertLayer(XElement layer)
    {
        if (layer.Attribute("role")?.Value is "rgb" or "rgba" && layer.Attribute("texture") is { } texture)
        {
            Note(layer, "<layer> was written as 'texture' of its material");
            layer.Parent!.SetAttributeValue("texture", texture.Value);
        }
        else
        {
            Note(layer, "<layer> was left out; it concerns pictures only");
        }

        layer.Remove();
    }

    private void SplitAssetFolder()
    {
        foreach (var folder in _document.Root.Elements("compiler").Attributes("assetdir").ToList())
        {
            var compiler = folder.Parent!;
            Note(folder, "'assetdir' was written as 'meshdir' and 'texturedir'");
            foreach (var name in new[] { "meshdir", "texturedir" })
            {
                if (compiler.Attribute(name) is null)
                    compiler.SetAttributeValue(name, folder.Value);
            }

            folder.Remove();
        }
    }

    private void MoveSkins()
    {
        foreach (var skin in _document.Root.Elements("deformable").Elements("skin").ToList())
        {
            Note(skin, "<skin> was moved to <asset>, where it stood before");
            var section = skin.Parent!;
            skin.Remove();
            if (_document.Root.Element("asset") is not { } asset)
                _document.Root.Add(asset = new XElement("asset"));
            asset.Add(skin);
            if (!section.HasElements)
                section.Remove();
        }
    }

    private void Note(XObject part, string text) => _notes.Add($"{_document.PlaceOf(part)}: {text}.");
}
