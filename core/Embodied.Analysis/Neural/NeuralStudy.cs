using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Neural;

/// <summary>One session: spikes, what the animal did, and what may explain the spikes, all on the same frames.</summary>
internal sealed record NeuralStudy
{
    public required Recording Recording { get; init; }

    public string Name => Recording.Name;

    /// <summary>Frames per second.</summary>
    public required double Rate { get; init; }

    public required int Frames { get; init; }

    /// <summary>Stretches without a gap.</summary>
    public required IReadOnlyList<RowRange> Epochs { get; init; }

    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Brain region of each unit, empty where nobody says.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>[frames × units].</summary>
    public required byte[] Counts { get; init; }

    /// <summary>Session each frame comes from, where several were put one after the other; null for a single one.</summary>
    public int[]? Session { get; init; }

    /// <summary>Index into the names per frame, or −1; null when nothing is known.</summary>
    public int[]? Behaviour { get; init; }

    public IReadOnlyList<string> BehaviourNames { get; init; } = [];

    public required IReadOnlyList<FeatureClass> Classes { get; init; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public Responses Responses => Responses.Counts(Counts, Frames, Units.Count);
}
