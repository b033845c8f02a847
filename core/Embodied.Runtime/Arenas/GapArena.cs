using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Arenas;

/// <summary>Platforms along x at height 0 with gaps between them and nothing below; the first lies around the origin.</summary>
internal sealed class GapArena : IArena
{
    /// <summary>Catalog id.</summary>
    public const string ArenaId = "core/gaps";

    private const int Most = 1000;

    /// <summary>Settings in YAML.</summary>
    internal static readonly PartSetting[] Settings =
    [
        new("gap", "0.3", "length of the longest gaps; the shortest are half as long"),
        new("platform", "2", "length of the longest platforms; the shortest are half as long"),
        new("width", "4", "width across"),
        new("length", "40", "length of the whole course"),
        new("seed", "1", "same seed, same course"),
        new("unit", "body", "what lengths are given in: m, or body for body lengths"),
    ];

    private readonly Course _course;
    private readonly BodySize? _size;

    private GapArena(Course course, BodySize? size = null) => (_course, _size) = (course, size);

    /// <inheritdoc/>
    public string Id => ArenaId;

    /// <summary>From settings.</summary>
    internal static IArena From(PartSettings s)
    {
        var course = new Course(s.NumberIn("gap", 0, 1e3), s.NumberIn("platform", 1e-3, 1e3), s.NumberIn("width", 1e-3, 1e3), s.NumberIn("length", 1e-3, 1e5), (ulong)s.Count("seed"));
        if (course.Length / course.Platform > Most)
            throw s.Wrong("platform", $"makes more than {Most} platforms of {course.Platform} over {course.Length}", "Raise platform, or lower length.");
        return ArenaUnit.IsBody(s) ? new BodyScaledArena(ArenaId, size => new GapArena(course, size)) : new GapArena(course);
    }

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units)
    {
        var (random, unit) = (new RandomStream(_course.Seed), ArenaUnit.Of(_size, units));
        var (shapes, from) = (new List<Shape>(), -_course.Platform);
        while (from < _course.Length)
        {
            // Whoever begins at the origin has room before and behind.
            var to = from < 0 ? _course.Platform : from + (_course.Platform * random.NextUniform(0.5, 1));
            var half = 0.5 * (to - from);
            shapes.Add(new()
            {
                Name = $"platform{shapes.Count}",
                Kind = ShapeKind.Box,
                Size = [half * unit, 0.5 * _course.Width * unit, 0.25 * _course.Platform * unit],
                Position = new((from + half) * unit, 0, -0.25 * _course.Platform * unit),
            });
            from = to + (_course.Gap * random.NextUniform(0.5, 1));
        }

        return new() { Shapes = shapes };
    }

    private sealed record Course(double Gap, double Platform, double Width, double Length, ulong Seed);
}
