using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>What makes a scene pleasant to look at: sky, tiled floor, light that follows the animal. None of it touches the physics.</summary>
internal static class SceneLook
{
    /// <summary>Material of bodies written from figures.</summary>
    public const string BodyMaterial = "scene/body";

    /// <summary>Material of tiled floors.</summary>
    public const string FloorMaterial = "scene/floor";

    /// <summary>Material of walls and obstacles.</summary>
    public const string WallMaterial = "scene/wall";

    /// <summary>Materials, textures and picture settings, for an animal of this extent in an arena that reaches this far.</summary>
    public static void Write(SceneDocument document, double extent, double reach, bool withSky)
    {
        if (withSky)
            document["asset"].Add(Texture("scene/sky", "skybox", "gradient", "0.55 0.68 0.8", "0.93 0.95 0.97", 128, 768));
        WriteAssets(document["asset"], extent);
        WritePictureSettings(document, extent, reach);
    }

    /// <summary>A sun above the animal that moves with it, so that its shadow stays sharp wherever it walks, and a weak light from the other side.</summary>
    /// <param name="root">Element of the root segment.</param>
    /// <param name="extent">How large the animal is.</param>
    /// <param name="lightClass">Class that keeps the lights apart from the body's own classes, or null when there are none.</param>
    public static void AddLights(XElement root, double extent, string? lightClass)
    {
        XElement[] lights =
        [
            Light("scene/sun", new(-0.8 * extent, 0.6 * extent, 3 * extent), new(0.25, -0.2, -1), "0.62 0.6 0.56", castsShadow: true),
            Light("scene/fill", new(0.8 * extent, -0.6 * extent, 2 * extent), new(-0.5, 0.4, -0.6), "0.16 0.17 0.2", castsShadow: false),
        ];
        foreach (var light in lights)
        {
            light.SetAttributeValue("class", lightClass);
            root.Add(light);
        }
    }

    private static void WriteAssets(XElement asset, double extent)
    {
        var tile = SceneExtent.RoundLength(extent / 2);
        asset.Add(Texture("scene/tiles", "2d", "checker", "0.3 0.35 0.4", "0.37 0.42 0.47", 256, 256));
        var floor = Material(FloorMaterial, "0.1", "0.1");
        floor.Set("texture", "scene/tiles");
        floor.Set("texuniform", "true");
        // One repeat of the texture holds two tiles in each direction.
        floor.Set("texrepeat", MjcfNumber.Text(1 / (2 * tile), 1 / (2 * tile)));
        asset.Add(floor, Material(WallMaterial, "0.1", "0.2"), Material(BodyMaterial, "0.35", "0.5"));
    }

    private static void WritePictureSettings(SceneDocument document, double extent, double reach)
    {
        // All of these are multiples of the extent.
        document["statistic"].SetDefault("extent", MjcfNumber.Text(extent));
        var map = document.Part("visual", "map");
        map.SetDefault("znear", "0.005");
        map.SetDefault("zfar", MjcfNumber.Text(Math.Max(50, 3 * reach / extent)));
        map.SetDefault("shadowclip", "1.2");
        map.SetDefault("haze", "0.25");
        document.Part("visual", "rgba").SetDefault("haze", "0.75 0.8 0.85 1");
        var headlight = document.Part("visual", "headlight");
        headlight.SetDefault("ambient", "0.28 0.28 0.3");
        headlight.SetDefault("diffuse", "0.22 0.22 0.22");
        headlight.SetDefault("specular", "0.05 0.05 0.05");
        document.Part("visual", "quality").SetDefault("shadowsize", "2048");
        var global = document.Part("visual", "global");
        global.SetDefault("offwidth", "1280");
        global.SetDefault("offheight", "960");
    }

    private static XElement Texture(string name, string type, string pattern, string first, string second, int width, int height) => new(
        "texture",
        new XAttribute("name", name),
        new XAttribute("type", type),
        new XAttribute("builtin", pattern),
        new XAttribute("rgb1", first),
        new XAttribute("rgb2", second),
        new XAttribute("width", width),
        new XAttribute("height", height));

    private static XElement Material(string name, string specular, string shininess) => new(
        "material",
        new XAttribute("name", name),
        new XAttribute("specular", specular),
        new XAttribute("shininess", shininess));

    private static XElement Light(string name, Vec3 position, Vec3 direction, string diffuse, bool castsShadow) => new(
        "light",
        new XAttribute("name", name),
        new XAttribute("mode", "trackcom"),
        new XAttribute("directional", "true"),
        new XAttribute("castshadow", MjcfNumber.Text(castsShadow)),
        new XAttribute("pos", MjcfNumber.Text(position)),
        new XAttribute("dir", MjcfNumber.Text(direction)),
        new XAttribute("ambient", "0 0 0"),
        new XAttribute("diffuse", diffuse),
        new XAttribute("specular", "0.15 0.15 0.15"));
}
