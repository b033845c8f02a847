using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Arenas;

/// <summary>A floor with low round bumps on a jittered grid around the origin, where the ground stays flat.</summary>
internal sealed class BumpArena : IArena
{
    /// <summary>Catalog id.</summary>
    public const string ArenaId = "core/bumps";

    // Contact search grows with the number of solids.
    private const int Most = 2500;

    /// <summary>Settings in YAML.</summary>
    internal static readonly PartSetting[] Settings =
    [
        new("height", "0.01", "height of the highest bumps"),
        new("spacing", "0.1", "distance of neighbours"),
        new("extent", "1", "half the width of the field"),
        new("clear", "0.1", "radius around the origin without bumps"),
        new("seed", "1", "same seed, same bumps"),
        ArenaUnit.Setting,
    ];

    private readonly Field _field;
    private readonly BodySize? _size;

    private BumpArena(Field field, BodySize? size = null) => (_field, _size) = (field, size);

    /// <inheritdoc/>
    public string Id => ArenaId;

    /// <summary>From settings.</summary>
    internal static IArena From(PartSettings s)
    {
        var field = new Field(s.NumberIn("height", 1e-6, 10), s.NumberIn("spacing", 1e-5, 10), s.NumberIn("extent", 1e-5, 1000), s.Number("clear"), (ulong)s.Count("seed"));
        if (Math.Pow(2 * field.Extent / field.Spacing, 2) > Most)
            throw s.Wrong("spacing", $"has more than {Most} bumps: {field.Spacing} apart over {2 * field.Extent}", "Raise spacing, or lower extent.");
        return ArenaUnit.IsBody(s) ? new BodyScaledArena(ArenaId, size => new BumpArena(field, size)) : new BumpArena(field);
    }

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units)
    {
        var random = new RandomStream(_field.Seed);
        var (height, spacing, extent, clear, _) = _field;
        var (shapes, unit) = (new List<Shape>(new FlatArena().Build(units).Shapes), ArenaUnit.Of(_size, units));
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

    private sealed record Field(double Height, double Spacing, double Extent, double Clear, ulong Seed);
}
