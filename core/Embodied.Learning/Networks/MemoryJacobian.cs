using Embodied.Learning.Torch;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks;

/// <summary>∂h′/∂h of the memory by automatic differentiation, for the study of its dynamics.</summary>
internal static class MemoryJacobian
{
    /// <summary>Computes the Jacobian, [n × n] row-major, at a state and a normalised input.</summary>
    public static void Compute(NetworkShape shape, float[] parameters, ReadOnlySpan<float> state, float[] input, Span<float> jacobian)
    {
        var n = shape.MemoryStateSize;
        if (jacobian.Length != n * n || state.Length != n)
            throw new ArgumentException($"The memory has {n} numbers; the state has {state.Length}, the matrix {jacobian.Length}.", nameof(jacobian));
        TorchThread.RequireSingle();
        using var scope = NewDisposeScope();
        using var network = new LearningNetwork(shape);
        network.Load(parameters);
        // Row i of a batch of copies is differentiated by its own number i, so that one backward pass gives the whole matrix.
        var copies = Tensors.From(state, 1, n).repeat(n, 1).detach().requires_grad_(true);
        var inputs = Tensors.From(input, 1, 1, input.Length).repeat(1, n, 1);
        var next = network.NextMemory(inputs, copies);
        network.Backward(next.diagonal().sum());
        copies.grad!.contiguous().Numbers().CopyTo(jacobian);
    }
}
