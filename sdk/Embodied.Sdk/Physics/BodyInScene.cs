using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Sdk.Physics;

/// <summary>A body found again in a compiled scene: turns the body's own names into indices. Use it when binding, not per step.</summary>
/// <param name="model">The compiled scene.</param>
/// <param name="placed">The body as it was placed.</param>
public sealed class BodyInScene(IModel model, PlacedBody placed)
{
    /// <summary>The compiled scene.</summary>
    public IModel Model { get; } = model;

    /// <summary>The body.</summary>
    public IBody Body { get; } = placed.Body;

    /// <summary>What was put before its names.</summary>
    public string Prefix { get; } = placed.Prefix;

    /// <summary>Index of an element of this body.</summary>
    /// <exception cref="InputException">The scene has no such element.</exception>
    public int Require(ElementKind kind, string name)
    {
        var index = Model.Find(kind, Prefix + name);
        return index >= 0 ? index : throw new InputException(Body.Id, $"has no {kind} named '{name}'");
    }

    /// <summary>Indices of several elements of this body.</summary>
    public int[] Require(ElementKind kind, IEnumerable<string> names) => [.. names.Select(n => Require(kind, n))];

    /// <summary>Index of the root segment.</summary>
    public int Root => Require(ElementKind.Segment, Body.Roles.Root);
}
