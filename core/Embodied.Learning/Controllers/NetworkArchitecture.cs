using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
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
            MemorySize = _memory == MemoryKind.None ? 0 : AtLeastOne("memory", s.Count("memory", 64)),
            History = _history ? AtLeastOne("history", s.Count("history", 4)) : 1,
            Encoder = Widths("encoder", s.Text("encoder", "")),
            Actor = Widths("actor", s.Text("actor", "64,64")),
            Critic = Widths("critic", s.Text("critic", "64,64")),
            Nonlinearity = (Nonlinearity)s.Choice("nonlinearity", "tanh", "relu", "elu"),
            Transform = (ActionTransform)s.Choice("action", "tanh", "clip"),
            InitialLogDeviation = s.Number("log_deviation", 0, -10, 5),
        };
    }

    private int AtLeastOne(string name, int value) => value > 0 ? value : throw new InputException(_id, $"has {name} 0; expected at least 1");

    private int[] Widths(string name, string text) => LayerWidths.Parse(_id, name, text);
}
