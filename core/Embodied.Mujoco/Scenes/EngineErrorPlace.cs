using System.Text.RegularExpressions;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Scenes;

/// <summary>
/// Finds what the engine complains about in the file it came from: its messages name the object ("Object name = hip, id = 3, line = 41"), but count
/// the lines of the composed scene.
/// </summary>
internal static partial class EngineErrorPlace
{
    /// <summary>Place of the object in a body's file, or null when it cannot be told.</summary>
    public static string? Find(string message, IReadOnlyList<PlacedBody> bodies)
    {
        var match = ObjectName().Match(message);
        if (!match.Success)
            return null;
        foreach (var (body, prefix) in bodies)
        {
            if (body.Source is not MjcfSource { File: { } file } source || !match.Groups[1].Value.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            var name = match.Groups[1].Value[prefix.Length..];
            var document = MjcfDocument.Parse(MjcfText.Resolve(source.Xml, file), file, file);
            var named = MjcfReferences.Definitions(document.Root).Where(d => d.Attribute.Value == name).Take(2).ToList();
            if (named.Count == 1)
                return document.PlaceOf(named[0].Attribute.Parent!);
        }

        return null;
    }

    [GeneratedRegex(@"[Oo]bject name = ([^\s,]+),")]
    private static partial Regex ObjectName();
}
