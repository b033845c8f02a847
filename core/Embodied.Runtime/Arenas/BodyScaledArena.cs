using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Arenas;

/// <summary>An arena whose lengths are those of the body that will stand in it, before it is known who that is.</summary>
/// <param name="id">Catalog id.</param>
/// <param name="build">The arena for a body.</param>
internal sealed class BodyScaledArena(string id, Func<BodySize, IArena> build) : IArena, IScalesToBody
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public IArena For(BodySize size) => build(size);

    /// <inheritdoc/>
    public ArenaFigures Build(UnitSystem units) => throw new InvalidOperationException($"The arena '{id}' is in body lengths: ask for the one for a body first.");
}
