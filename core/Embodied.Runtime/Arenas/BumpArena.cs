using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Arenas;

/// <summary>A floor with low round bumps on a jittered grid around the origin, where the ground stays flat.</summary>
/// <param name="height">Height of the highest bumps [m].</param>
/// <param name="spacing">Distance of neighbours [m].</param>
/// <param name="extent">Half the width of the field [m].</param>
/// <param name="clear">Radius around the origin without bumps [m].</param>
/// <param name="seed">Same seed, same bumps.</param>
internal sealed class BumpArena(double height, double spacing, double extent, double clear, ulong seed) : IArena
{
    /// <summary>Catalog id.</summary>
    public const string ArenaId = "core/bumps";

    // Contact search grows with the number of solids.
    private const int Most = 2500;

    /// <summary>Settings in YAML.</summary>
    internal static readonly PartSetting[] Settings =
    [
        new("height", "0.01", "height of the highest bumps [m]"),
        new("spacing", "0.1", "distance of neighbours [m]"),
        new("extent", "1", "half the width of the field [m]"),
        new("clear", "0.1", "radius around the origin without bumps [m]"),
        new("seed", "1", "same seed, same bumps"),
    ];

    /// <inheritdoc/>
    public string Id => ArenaId;

    /// <summary>From settings.</summary>
    internal static BumpArena From(PartSettings s)
    {
        var arena = (Height: s.NumberIn("height", 1e-6, 10), Spacing: s.NumberIn("spacing", 1e-5, 10), Extent: s.NumberIn("extent", 1e-5, 1000));
        if (Math.Pow(2 * arena.Extent / arena.Spacing, 2) > Most)
            throw s.Wrong("spacing", $"has more than {Most} bumps: {arena.Spacing} m apart over {2 * arena.Extent} m", "Raise spacing, or lower extent.");
        return new(arena.Height, arena.Spacing, arena.Extent, s.Number("clear"), (ulong)s.Count("seed"));
    }

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units)
    {
        var random = new RandomStream(seed);
        var (shapes, unit) = (new List<Shape>(new FlatArena().Build(units).Shapes), 1 / units.MetresPerLength);
        var cells = (int)Math.Ceiling(2 * extent / spacing);
        for (var i = 0; i < cells * cells; i++)
        {
            var x = ((i % cells) + random.NextDouble()) * spacing - extent;
            var y = ((i / cells) + random.NextDouble()) * spacing - extent;
            var top = random.NextUniform(0.3, 1) * height;
            if ((x * x) + (y * y) < clear * clear)
                continue;
            // A cap of a sphere that rises top above the floor and is as wide as a third of the spacing.
            var half = spacing / 6;
            var radius = ((half * half) + (top * top)) / (2 * top);
            shapes.Add(new() { Name = $"bump{i}", Kind = ShapeKind.Sphere, Size = [radius * unit], Position = new Vec3(x * unit, y * unit, (top - radius) * unit) });
        }

        return new() { Shapes = shapes };
    }
}
