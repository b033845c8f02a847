using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Scenes;

/// <summary>
/// Puts bodies, arena and physics settings together into one MJCF document. Bodies keep their order, so the numbers of the first body stand
/// first in qpos, in the controls and in the sensor data.
/// </summary>
/// <param name="engineVersion">Version of the engine that will read it, as it reports itself: 222 for 2.2.2, 3120 for 3.12.</param>
public sealed class SceneComposer(int engineVersion)
{
    /// <summary>Composes a scene.</summary>
    /// <exception cref="InputException">A body is broken, two bodies clash, or a file needs another version of the engine.</exception>
    public ComposedScene Compose(Scene scene)
    {
        if (scene.Bodies.Count == 0)
            throw new InputException("scene", "holds no body", "Place at least one body.");
        RequirePrefixes(scene.Bodies);
        var document = new SceneDocument();
        var units = UnitsOf(scene.Bodies);
        var arena = scene.Arena?.Build(units);
        SceneOptions.WriteCompiler(document);
        SceneOptions.WriteRequested(document, scene.Physics);
        if (arena is not null)
            ArenaWriter.Write(document, arena);

        var notes = new List<string>();
        var settings = new MjcfSettings(document, scene.Physics, notes);
        var bodies = scene.Bodies.Select(b => WriteBody(document, settings, notes, b, scene)).ToList();
        RequireUniqueNames(document);
        ActuatorOrder.Apply(document["actuator"], engineVersion, new MjcfDefaults(document.Root).ValueOf, notes);
        SceneOptions.WriteDefaultGravity(document, units);
        var extent = bodies.Max(b => b.Extent);
        SceneLook.Write(document, extent, arena is null ? 0 : SceneExtent.Of(arena.Shapes), withSky: !bodies.Exists(b => b.HasSky));
        if (!bodies.Exists(b => b.HasLights))
            SceneLook.AddLights(bodies[0].Root, extent, document["default"].HasElements ? MjcfNamespace.SceneClass : null);
        return new ComposedScene(document.ToXml(NameOf(scene.Bodies[0].Body)), notes);
    }

    private MergedBody WriteBody(SceneDocument document, MjcfSettings settings, List<string> notes, PlacedBody placed, Scene scene)
    {
        switch (placed.Body.Source)
        {
            case FigureSource(var figures):
                return new MergedBody(new FigureWriter(figures, placed.Prefix, placed.Offset).WriteTo(document), SceneExtent.Of(figures));
            case MjcfSource source:
                var placement = new MjcfPlacement(placed.Prefix, engineVersion, scene.Arena is not null, scene.Bodies.Count == 1);
                return new MjcfMerger(document, settings, notes).Merge(placed, source, placement);
            default:
                throw new InputException(placed.Body.Id, $"is built from {placed.Body.Source.GetType().Name}, which cannot be written as MJCF");
        }
    }

    private static void RequireUniqueNames(SceneDocument document)
    {
        var seen = new HashSet<(string Kind, string Name)>();
        foreach (var (attribute, kind) in MjcfReferences.Definitions(document.Root))
        {
            if (!seen.Add((kind!, attribute.Value)))
            {
                throw new InputException(
                    "scene",
                    $"two {kind}s are named '{attribute.Value}', one in a body and one in another body or in the arena",
                    "Give the body a prefix.");
            }
        }
    }

    private static string NameOf(IBody body) => body.Source is FigureSource(var figures) ? figures.Name : Path.GetFileNameWithoutExtension(body.Id);

    private static void RequirePrefixes(IReadOnlyList<PlacedBody> bodies)
    {
        foreach (var group in bodies.GroupBy(b => b.Prefix, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var names = string.Join(", ", group.Select(b => b.Body.Id));
            throw new InputException(
                "scene",
                $"{group.Count()} bodies share the prefix '{group.Key}': {names}",
                "Give each body of a scene its own prefix, e.g. 'a/' and 'b/'.");
        }
    }

    private static UnitSystem UnitsOf(IReadOnlyList<PlacedBody> bodies)
    {
        PlacedBody? first = null;
        foreach (var placed in bodies.Where(b => b.Body.Source is FigureSource))
        {
            first ??= placed;
            if (Units(placed) != Units(first))
            {
                throw new InputException(
                    placed.Body.Id,
                    $"is written in {Describe(placed)}, but '{first.Body.Id}' in the same scene in {Describe(first)}",
                    "Bodies of one scene must share their units.");
            }
        }

        return first is null ? UnitSystem.Si : Units(first);

        static UnitSystem Units(PlacedBody placed) => ((FigureSource)placed.Body.Source).Figures.Units;

        static string Describe(PlacedBody placed) => $"{Units(placed).Length}, {Units(placed).Mass}, {Units(placed).Time}";
    }
}
