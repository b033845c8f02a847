using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>The files a document names: meshes, height fields, textures, skins.</summary>
internal static class MjcfFiles
{
    private static readonly string[] FileAttributes =
        ["file", "fileback", "filedown", "filefront", "fileleft", "fileright", "fileup"];

    /// <summary>The name an asset has when it states none: its file without folder and extension.</summary>
    public static string? NameFromFile(XElement asset) =>
        asset.Attribute("file") is { } file ? Path.GetFileNameWithoutExtension(file.Value.Replace('\\', '/')) : null;

    /// <summary>Makes all paths absolute, names assets that go by their file, and takes out what is only looked at and missing.</summary>
    /// <param name="document">The document, changed in place.</param>
    /// <param name="notes">Receives what was left out.</param>
    /// <param name="problems">Receives files that are missing and matter.</param>
    public static void Resolve(MjcfDocument document, List<string> notes, MjcfProblems problems)
    {
        var compiler = document.Root.Elements("compiler").ToList();
        var strip = compiler.Attributes("strippath").LastOrDefault()?.Value == "true";
        var assets = document.Root.Elements("asset").Elements().Concat(document.Root.Elements("deformable").Elements()).ToList();
        foreach (var asset in assets)
        {
            foreach (var file in asset.Attributes().Where(a => FileAttributes.Contains(a.Name.LocalName)).ToList())
            {
                if (asset.Attribute("name") is null && asset.Name.LocalName != "skin" && NameFromFile(asset) is { } name)
                    asset.SetAttributeValue("name", name);
                var path = PathOf(file, asset, compiler, strip, document.Folder);
                if (path is not null && MjcfTrust.ProblemOf(strip ? Path.GetFileName(file.Value) : file.Value, path, document.Folder) is { } distrust)
                {
                    problems.Add(file, distrust);
                }
                else if (path is not null && File.Exists(path))
                {
                    file.Value = path;
                    if (asset.Name.LocalName == "mesh" && MeshFile.ProblemOf(path) is { } problem)
                        problems.Add(file, problem);
                }
                else
                    Missing(document, asset, file, path, notes, problems);
                if (asset.Parent is null)
                    break;
            }
        }

        foreach (var attribute in compiler.Attributes().Where(a => a.Name.LocalName is "meshdir" or "texturedir" or "assetdir" or "strippath").ToList())
            attribute.Remove();
    }

    private static string? PathOf(XAttribute file, XElement asset, List<XElement> compiler, bool strip, string? folder)
    {
        var value = file.Value.Replace('\\', '/');
        if (strip)
            value = Path.GetFileName(value);
        if (Path.IsPathRooted(value))
            return value;
        if (folder is null)
            return null;
        var kind = asset.Name.LocalName == "texture" ? "texturedir" : "meshdir";
        var directory = compiler.Attributes(kind).LastOrDefault()?.Value ?? compiler.Attributes("assetdir").LastOrDefault()?.Value ?? "";
        return Path.GetFullPath(Path.Combine(folder, directory, value));
    }

    private static void Missing(
        MjcfDocument document, XElement asset, XAttribute file, string? path, List<string> notes, MjcfProblems problems)
    {
        var where = path is null ? $"'{file.Value}' is relative, and the document comes from no file" : $"there is no {path}";
        if (asset.Name.LocalName == "skin")
        {
            notes.Add($"{document.PlaceOf(asset)}: the skin was left out, because {where}.");
            asset.Remove();
        }
        else if (asset.Name.LocalName == "texture")
        {
            notes.Add($"{document.PlaceOf(asset)}: the texture was left out, because {where}.");
            RemoveTexture(document.Root, asset);
        }
        else if (asset.Name.LocalName == "mesh" && OnlyLookedAt(document.Root, asset) is { } geoms)
        {
            notes.Add($"{document.PlaceOf(asset)}: the mesh and {geoms.Count} shapes that only show it were left out, because {where}.");
            geoms.ForEach(g => g.Remove());
            asset.Remove();
        }
        else
        {
            problems.Add(file, $"<{asset.Name.LocalName}> needs a file, but {where}");
        }
    }

    private static void RemoveTexture(XElement root, XElement texture)
    {
        var name = texture.Attribute("name")?.Value;
        foreach (var use in root.Descendants().Attributes("texture").Where(a => a.Value == name).ToList())
            use.Remove();
        texture.Remove();
    }

    // The shapes that show a mesh, or null when one of them gives mass or contacts.
    private static List<XElement>? OnlyLookedAt(XElement root, XElement mesh)
    {
        var name = mesh.Attribute("name")?.Value;
        var defaults = new MjcfDefaults(root);
        var geoms = root.Elements("worldbody").Descendants("geom").Where(g => defaults.ValueOf(g, "mesh") == name).ToList();
        var fromShapes = root.Elements("compiler").Attributes("inertiafromgeom").LastOrDefault()?.Value == "true";
        return geoms.TrueForAll(IsDecoration) ? geoms : null;

        bool IsDecoration(XElement geom) =>
            defaults.ValueOf(geom, "contype") == "0" && defaults.ValueOf(geom, "conaffinity") == "0" && (IsMassless(geom) || HasOwnInertia(geom));

        bool IsMassless(XElement geom) => geom.Parent?.Name.LocalName == "worldbody" || IsZero(geom, "mass") || IsZero(geom, "density");

        bool IsZero(XElement geom, string attribute) =>
            defaults.ValueOf(geom, attribute) is { } text && MjcfNumber.TryParse(text, out var values) && values is [0];

        bool HasOwnInertia(XElement geom) => !fromShapes && geom.Parent?.Element("inertial") is not null;
    }
}
