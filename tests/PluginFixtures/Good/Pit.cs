using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Fixture.PrivateLibrary;

namespace Fixture.Good;

/// <summary>An arena that needs a service of its plugin and a library that only its plugin has.</summary>
public sealed class Pit(string directory) : IArena
{
    public string Id => "good/pit";

    public string Directory { get; } = directory;

    public ArenaFigures Build(UnitSystem units) => new()
    {
        Shapes = [new Shape { Kind = ShapeKind.Plane, Size = [0, 0, 1], Position = new Vec3(0, 0, -Depth.Of(1 / units.MetresPerLength)) }],
    };
}
