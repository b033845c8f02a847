using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Arenas;

/// <summary>An endless floor at height 0.</summary>
internal sealed class FlatArena : IArena
{
    /// <summary>Catalog id.</summary>
    public const string ArenaId = "core/flat";

    /// <summary>Name of the floor's shape.</summary>
    public const string Floor = "floor";

    /// <inheritdoc/>
    public string Id => ArenaId;

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units) => new()
    {
        // Half sizes of 0 make a plane endless; the grid spacing only concerns drawing.
        Shapes = [new() { Name = Floor, Kind = ShapeKind.Plane, Size = [0, 0, 0.1 / units.MetresPerLength] }],
    };
}
