using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Controllers;

/// <summary>The usual networks of the host: with or without memory, or with a history of observations instead. An actor and a critic read the same features.</summary>
public sealed class NetworkArchitecture : IArchitecture
{
    private static readonly string[] Common = ["encoder", "actor", "critic", .. Shared.Settings];
    private readonly string? _memory;
    private readonly bool _history;
    private readonly string _id;

    private NetworkArchitecture(string id, string summary, string? memory = null, bool history = false) =>
        (_id, Summary, _memory, _history) = (id, summary, memory, history);

    /// <summary>All of them, by catalog id.</summary>
    public static IReadOnlyDictionary<string, NetworkArchitecture> All { get; } = new NetworkArchitecture[]
    {
        new("core/mlp", "Dense layers; sees the present observation"),
        new("core/mlp-history", "Dense layers; sees the last observations", history: true),
        new("core/rnn", "Recurrent network with tanh units (Elman 1990)", "rnn"),
        new("core/gru", "Gated recurrent unit (Cho et al. 2014)", "gru"),
        new("core/lstm", "Long short-term memory (Hochreiter and Schmidhuber 1997)", "lstm"),
    }.ToDictionary(a => a._id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Settings => [.. _memory is not null ? ["memory"] : _history ? (string[])["history"] : [], .. Common];

    /// <inheritdoc/>
    public NetworkSpec Describe(IReadOnlyDictionary<string, string> settings)
    {
        var s = new PartSettings(_id, settings, Settings);
        var (shared, blocks) = (new Shared(s), new List<BlockSpec>());
        var features = shared.Dense(blocks, "encoder", "", Shared.Observation);
        if (_memory is not null)
        {
            blocks.Add(Shared.Sized("memory", _memory, AtLeastOne(s, "memory", 64), features));
            features = "memory";
        }

        blocks.Add(Shared.Head("action", shared.Dense(blocks, "actor", "64,64", features)));
        blocks.Add(Shared.Head("value", shared.Dense(blocks, "critic", "64,64", features)));
        return new()
        {
            Id = _id,
            History = _history ? AtLeastOne(s, "history", 4) : 1,
            Blocks = blocks,
            Transform = Shared.Transform(s),
            InitialLogDeviation = Shared.LogDeviation(s, 0),
        };
    }

    private static int AtLeastOne(PartSettings s, string name, int otherwise) =>
        s.Count(name, otherwise) is > 0 and var value ? value : throw s.Wrong(name, $"has {name} 0; expected at least 1");
}
