using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Tests.Support;

/// <summary>A plane at z = 0.</summary>
internal sealed class FlatFloor : IArena
{
    public string Id => "tests/floor";

    public ArenaFigures Build(UnitSystem units) => new()
    {
        Shapes = [new Shape { Name = "floor", Kind = ShapeKind.Plane, Size = [5, 5, 1], Contact = new() { Friction = [1, 0.005, 0.0001] } }],
    };
}
