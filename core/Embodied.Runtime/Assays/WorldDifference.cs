using Embodied.Sdk.Environments;

namespace Embodied.Runtime.Assays;

/// <summary>What differs between two worlds, setting by setting.</summary>
public static class WorldDifference
{
    private const string Nothing = "(the default)";

    /// <summary>Every difference, as <c>task.noise: 0.1 → 0.2</c>.</summary>
    public static IReadOnlyList<string> Between(WorldRecipe before, WorldRecipe after)
    {
        var (a, b) = (Facts(before), Facts(after));
        return [.. a.Keys.Union(b.Keys, StringComparer.Ordinal).Where(k => Of(a, k) != Of(b, k)).Select(k => $"{k}: {Of(a, k)} → {Of(b, k)}")];
    }

    private static string Of(OrderedDictionary<string, string> facts, string key) => facts.TryGetValue(key, out var value) ? value : Nothing;

    private static OrderedDictionary<string, string> Facts(WorldRecipe world)
    {
        var facts = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["task"] = world.Task };
        if (world.Body is { } body)
            facts["body"] = body;
        if (world.BodyOptions is { } options)
            facts["body options"] = $"scale {options.Scale}, {options.ScalingRule ?? "default"} scaling, {options.Actuation ?? "default"} actuation, modifications [{string.Join(", ", options.Modifications)}]";
        foreach (var (key, value) in world.Settings)
            facts[$"task.{key}"] = value;
        return facts;
    }
}
