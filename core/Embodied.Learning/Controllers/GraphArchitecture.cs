using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Controllers;

/// <summary>A network written block by block: <c>blocks: { NAME: { kind: …, inputs: […], … } }</c>, each after those it reads.</summary>
public sealed class GraphArchitecture : IArchitecture
{
    /// <summary>Catalog id.</summary>
    public const string ArchitectureId = "core/network";

    private const string Prefix = "blocks.";

    /// <inheritdoc/>
    public string Summary => "Blocks by name, each with its kind and what it reads; list blocks says which kinds plugins add";

    /// <inheritdoc/>
    public IReadOnlyList<string> Settings { get; } = ["blocks", "history", "action", "log_deviation"];

    /// <inheritdoc/>
    public NetworkSpec Describe(IReadOnlyDictionary<string, string> settings)
    {
        var s = new PartSettings(ArchitectureId, settings.Only(k => !k.StartsWith(Prefix, StringComparison.Ordinal)), Settings);
        var blocks = settings.Below(Prefix);
        var names = blocks.Keys.Select(k => k.Split('.', 2)[0]).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length == 0)
            throw new InputException(ArchitectureId, "has no blocks", "Add blocks: { action: { kind: action, inputs: [observation] }, value: { kind: value, inputs: [observation] } }.");
        return new()
        {
            Id = ArchitectureId,
            History = Math.Max(1, s.Count("history", 1)),
            Blocks = [.. names.Select(n => Block(n, blocks))],
            Transform = Shared.Transform(s),
            InitialLogDeviation = Shared.LogDeviation(s, 0),
        };
    }

    private static BlockSpec Block(string name, PlacedSettings blocks)
    {
        var own = blocks.Below(name + ".");
        string Given(string key) => own.TryGetValue(key, out var value) ? value : throw new InputException(blocks.PlaceOf(blocks.Keys.First(k => k == name || k.StartsWith(name + ".", StringComparison.Ordinal)), ArchitectureId), $"block '{name}' has no {key}", $"Add {key}.");
        return new()
        {
            Name = name,
            Kind = Given("kind"),
            Place = own.PlaceOf("inputs", ArchitectureId),
            Inputs = Given("inputs").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Settings = own.Only(k => k is not ("kind" or "inputs")),
        };
    }
}
