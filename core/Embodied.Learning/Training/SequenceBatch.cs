using Embodied.Learning.Torch;
using static TorchSharp.torch;

namespace Embodied.Learning.Training;

/// <summary>Some sequences of a rollout as tensors, [window × sequences × …].</summary>
internal sealed class SequenceBatch
{
    private readonly Rollout _rollout;
    private readonly int[] _sequences;

    /// <summary>Gathers sequences.</summary>
    /// <param name="rollout">Where they come from.</param>
    /// <param name="sequences">Numbers of sequences: window × worlds + world.</param>
    public SequenceBatch(Rollout rollout, ReadOnlySpan<int> sequences)
    {
        (_rollout, _sequences) = (rollout, sequences.ToArray());
        Inputs = Gather(rollout.Inputs, rollout.Shape.InputSize);
        Raw = Gather(rollout.Raw, rollout.Shape.ActionSize);
        Noise = rollout.Noise.Length > 0 ? Gather(rollout.Noise, rollout.Shape.NoiseSize) : null;
        Keep = Gather(rollout.Keep, 1);
        LogLikelihood = Gather(rollout.LogLikelihood, 1).squeeze(-1);
        Values = Gather(rollout.Values, 1).squeeze(-1);
        Advantages = Gather(rollout.Advantages, 1).squeeze(-1);
        Returns = Gather(rollout.Returns, 1).squeeze(-1);
        Memory = rollout.Shape.MemoryStateSize > 0 ? GatherMemory() : null;
    }

    public int Samples => _rollout.Window * _sequences.Length;

    public Tensor Inputs { get; }

    public Tensor Raw { get; }

    public Tensor? Noise { get; }

    public Tensor Keep { get; }

    public Tensor LogLikelihood { get; }

    public Tensor Values { get; }

    public Tensor Advantages { get; }

    public Tensor Returns { get; }

    public Tensor? Memory { get; }

    private Tensor Gather(float[] source, int size)
    {
        var made = Tensors.Unfilled(out var gathered, _rollout.Window, _sequences.Length, size);
        for (var t = 0; t < _rollout.Window; t++)
        {
            for (var s = 0; s < _sequences.Length; s++)
            {
                var (window, world) = Math.DivRem(_sequences[s], _rollout.Worlds);
                var from = ((((window * _rollout.Window) + t) * _rollout.Worlds) + world) * size;
                source.AsSpan(from, size).CopyTo(gathered[(((t * _sequences.Length) + s) * size)..]);
            }
        }

        return made;
    }

    private Tensor GatherMemory()
    {
        var size = _rollout.Shape.MemoryStateSize;
        var made = Tensors.Unfilled(out var gathered, _sequences.Length, size);
        for (var s = 0; s < _sequences.Length; s++)
            _rollout.Memory.AsSpan(_sequences[s] * size, size).CopyTo(gathered[(s * size)..]);
        return made;
    }
}
