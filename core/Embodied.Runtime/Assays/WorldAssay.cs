using Embodied.Sdk.Assays;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Assays;

/// <summary>Seeded episodes of one world: what a controller is measured on where nobody names an assay.</summary>
/// <param name="world">The world.</param>
/// <param name="count">Episodes.</param>
/// <param name="seed">Episode i begins from the seed seed + i.</param>
public sealed class WorldAssay(WorldRecipe world, int count, ulong seed) : IAssay
{
    /// <summary>Name of its only condition.</summary>
    public const string Condition = "world";

    /// <inheritdoc/>
    public AssayInfo Info { get; } = new("Episodes of a controller's own world", [Condition], [Condition]);

    /// <inheritdoc/>
    public IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> settings)
    {
        var all = world.Settings.With(settings);
        return [new() { Name = Condition, Task = world.Task, Episodes = [.. Enumerable.Range(0, count).Select(i => new AssayEpisode(all, seed + (ulong)i))] }];
    }
}
