using Embodied.Sdk.Bodies;

namespace Embodied.Sdk.Arenas;

/// <summary>The world a body stands in.</summary>
public interface IArena
{
    /// <summary>Catalog id.</summary>
    string Id { get; }

    /// <summary>What the world consists of, for a body with these units. Pure: same input, same figures.</summary>
    ArenaFigures Build(UnitSystem units);
}

/// <summary>An arena whose figures are shares of the size of the body that will stand in it.</summary>
public interface IScalesToBody
{
    /// <summary>The arena for a body.</summary>
    /// <param name="size">Its size.</param>
    IArena For(Bodies.BodySize size);
}

/// <summary>A world in figures, all in world frame, z up.</summary>
public sealed record ArenaFigures
{
    /// <summary>Solids fixed to the world.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    /// <summary>Cameras fixed to the world.</summary>
    public IReadOnlyList<CameraFigure> Cameras { get; init; } = [];

    /// <summary>Whether planes carry a checker pattern.</summary>
    public bool Checkered { get; init; } = true;
}
