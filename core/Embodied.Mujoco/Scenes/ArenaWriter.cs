using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;

namespace Embodied.Mujoco.Scenes;

/// <summary>Writes an arena's solids and cameras into the world.</summary>
internal static class ArenaWriter
{
    public static void Write(SceneDocument document, ArenaFigures arena)
    {
        foreach (var shape in arena.Shapes)
        {
            var geom = FigureWriter.ShapeElement(shape, "");
            var tiled = shape.Kind == ShapeKind.Plane && arena.Checkered;
            geom.Set("material", tiled ? SceneLook.FloorMaterial : SceneLook.WallMaterial);
            // A colour would tint the tiles.
            if (tiled)
                geom.Set("rgba", MjcfNumber.Text(1, 1, 1, shape.Color.Length > 3 ? shape.Color[3] : 1));
            document.World.Add(geom);
        }

        document.World.Add(arena.Cameras.Select(c => FigureWriter.CameraElement(c, "")));
    }
}
