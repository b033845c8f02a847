using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Controllers;

/// <summary>The architectures of the host: with or without memory, or with a history of observations instead.</summary>
public sealed class NetworkArchitecture : IArchitecture
{
    private static readonly string[] Common = ["encoder", "actor", "critic", "nonlinearity", "action", "log_deviation"];
    private readonly MemoryKind _memory;
    private readonly bool _history;
    private readonly string _id;

    private NetworkArchitecture(string id, string summary, MemoryKind memory, bool history = false) =>
        (_id, Summary, _memory, _history) = (id, summary, memory, history);

    /// <summary>All of them, by catalog id.</summary>
    public static IReadOnlyDictionary<string, NetworkArchitecture> All { get; } = new NetworkArchitecture[]
    {
        new("core/mlp", "Dense layers; sees the present observation", MemoryKind.None),
        new("core/mlp-history", "Dense layers; sees the last observations", MemoryKind.None, history: true),
        new("core/rnn", "Recurrent network with tanh units (Elman 1990)", MemoryKind.Rnn),
        new("core/gru", "Gated recurrent unit (Cho et al. 2014)", MemoryKind.Gru),
        new("core/lstm", "Long short-term memory (Hochreiter and Schmidhuber 1997)", MemoryKind.Lstm),
    }.ToDictionary(a => a._id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public NetworkSpec Describe(IReadOnlyDictionary<string, string> settings)
    {
        var own = _memory != MemoryKind.None ? "memory" : _history ? "history" : null;
        var s = new PartSettings(_id, settings, own is null ? Common : [own, .. Common]);
        return new()
        {
            Id = _id,
            Memory = _memory,
            MemorySize = _memory == MemoryKind.None ? 0 : AtLeastOne(s, "memory", 64),
            History = _history ? AtLeastOne(s, "history", 4) : 1,
            Encoder = LayerWidths.Parse(s, "encoder", ""),
            Actor = LayerWidths.Parse(s, "actor", "64,64"),
            Critic = LayerWidths.Parse(s, "critic", "64,64"),
            Nonlinearity = (Nonlinearity)s.Choice("nonlinearity", "tanh", "relu", "elu"),
            Transform = (ActionTransform)s.Choice("action", "tanh", "clip"),
            InitialLogDeviation = s.Number("log_deviation", 0, -10, 5),
        };
    }

    private static int AtLeastOne(PartSettings s, string name, int otherwise) =>
        s.Count(name, otherwise) is > 0 and var value ? value : throw s.Wrong(name, $"has {name} 0; expected at least 1");
}
