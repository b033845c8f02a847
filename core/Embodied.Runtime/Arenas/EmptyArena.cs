using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Arenas;

/// <summary>Nothing at all: for tethered bodies and for kinematics.</summary>
internal sealed class EmptyArena : IArena
{
    /// <summary>Catalog id.</summary>
    public const string ArenaId = "core/empty";

    /// <inheritdoc/>
    public string Id => ArenaId;

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units) => new();
}
