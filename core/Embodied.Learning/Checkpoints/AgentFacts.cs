using Embodied.Sdk.Control;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Checkpoints;

/// <summary>What a saved agent says about itself.</summary>
public sealed record AgentFacts
{
    /// <summary>The network.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Channels it sees.</summary>
    public required IReadOnlyList<Channel> Observation { get; init; }

    /// <summary>Channels it acts on.</summary>
    public required IReadOnlyList<Channel> Action { get; init; }

    /// <summary>Time between actions it was trained with.</summary>
    public required double ControlTimestep { get; init; }

    /// <summary>The experiment that trained it, everything resolved.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>Seed of the training.</summary>
    public ulong Seed { get; init; }

    /// <summary>Environment steps it was trained for.</summary>
    public long Steps { get; init; }

    /// <summary>Where training stands, in the trainer's own terms.</summary>
    public IReadOnlyDictionary<string, double> Progress { get; init; } = new Dictionary<string, double>();
}
