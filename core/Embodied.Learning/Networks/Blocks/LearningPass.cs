using TorchSharp;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>What blocks share while sequences run through a network in libtorch.</summary>
internal sealed class LearningPass
{
    /// <summary>Parameters by their place in the network.</summary>
    public required IReadOnlyDictionary<ParameterBlock, torch.Tensor> Parameters { get; init; }

    /// <summary>Memory before the first step, [sequences × memory state size]; null for zeros.</summary>
    public torch.Tensor? Memory { get; init; }

    /// <summary>0 where an episode begins at this step, 1 elsewhere, [steps × sequences × 1].</summary>
    public required torch.Tensor Keep { get; init; }

    /// <summary>ε of all latents, [steps × sequences × noise]; null for latents at their means.</summary>
    public torch.Tensor? Noise { get; init; }

    /// <summary>What is to be done, last first, when the derivatives of the rest are there: blocks of plugins.</summary>
    public List<Action> Later { get; } = [];

    /// <summary>Latents that ran through, in order.</summary>
    public List<LatentOutput> Latents { get; } = [];

    /// <summary>Memory after the last step of each block that has one, [sequences × its state].</summary>
    public List<torch.Tensor> States { get; } = [];

    /// <summary>Memory of a block before the first step.</summary>
    public torch.Tensor StateOf(Block block) =>
        Memory?.narrow(1, block.StateOffset, block.StateSize) ?? torch.zeros(Keep.shape[1], block.StateSize);
}
