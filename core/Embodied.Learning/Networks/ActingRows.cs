namespace Embodied.Learning.Networks;

/// <summary>Rows of a batch as an acting network reads and writes them; all spans hold rows one behind the other, and may be empty where said.</summary>
internal readonly ref struct ActingRows
{
    /// <summary>Rows.</summary>
    public required int Count { get; init; }

    /// <summary>Normalised observations, newest first, [rows × input size].</summary>
    public required ReadOnlySpan<float> Inputs { get; init; }

    /// <summary>Memory, read and rewritten, [rows × memory state size].</summary>
    public Span<float> Memory { get; init; }

    /// <summary>ε of the latent, [rows × latent]; empty for a latent at its mean.</summary>
    public ReadOnlySpan<float> Noise { get; init; }

    /// <summary>What the latents are, [rows × latent], instead of what the network computes: nothing in front of them runs then; empty for a whole network.</summary>
    public ReadOnlySpan<float> Latents { get; init; }

    /// <summary>Receives the mean actions before the transform, [rows × action size]; empty when nobody asks.</summary>
    public Span<float> Means { get; init; }

    /// <summary>Receives the values of the states, [rows]; empty when nobody asks.</summary>
    public Span<float> Values { get; init; }

    /// <summary>Receives every layer, [rows × probe size]; empty when nobody asks.</summary>
    public Span<float> Probes { get; init; }
}
