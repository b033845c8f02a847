using Embodied.Sdk.Sensing;
using TorchSharp;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>A block of a network with its place in it: what it reads, where its parameters, memory and noise lie.</summary>
/// <param name="name">Its name.</param>
/// <param name="input">What it reads.</param>
internal abstract class Block(string name, BlockInput input)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it reads.</summary>
    public BlockInput Input { get; } = input;

    /// <summary>Numbers it gives.</summary>
    public abstract int Outputs { get; }

    /// <summary>Sizes of its output where it is more than a row of numbers.</summary>
    public virtual IReadOnlyList<int> OutputShape => [];

    /// <summary>Numbers of memory it carries from step to step.</summary>
    public virtual int StateSize => 0;

    /// <summary>Numbers of noise it takes per step.</summary>
    public virtual int NoiseSize => 0;

    /// <summary>Where its memory begins in a row of the network's.</summary>
    public int StateOffset { get; set; }

    /// <summary>Where its noise begins in a row of the network's.</summary>
    public int NoiseOffset { get; set; }

    /// <summary>What of it can be read while it acts.</summary>
    public abstract IEnumerable<Channel> Probes { get; }

    /// <summary>Writes its first parameters.</summary>
    public abstract void Draw(Span<float> parameters, FirstValues first);

    /// <summary>The block as it acts.</summary>
    /// <param name="mostRows">Rows of the largest batch.</param>
    public abstract ActingBlock Acting(int mostRows);

    /// <summary>The block in libtorch, [steps × sequences × n] in and out.</summary>
    public abstract torch.Tensor Learn(torch.Tensor x, LearningPass pass);

    /// <summary>The block as nodes; returns its output and, with memory, the memory after the step.</summary>
    /// <param name="x">What it reads.</param>
    /// <param name="state">Its memory before the step; empty without.</param>
    /// <param name="graph">Where nodes go.</param>
    public abstract (string Output, string State) Export(string x, string state, BlockGraph graph);
}

/// <summary>A block as it acts, with buffers of its own. Every row is computed alike whatever else is in the batch; allocates nothing.</summary>
internal abstract class ActingBlock
{
    /// <summary>Output of the last step, [rows × outputs].</summary>
    public abstract float[] Output { get; }

    /// <summary>Takes over flat parameters of the network.</summary>
    public abstract void Load(ReadOnlySpan<float> parameters);

    /// <summary>One step of some rows.</summary>
    /// <param name="x">[rows × inputs].</param>
    /// <param name="rows">All rows with memory and noise of the whole network.</param>
    public abstract void Step(ReadOnlySpan<float> x, in ActingRows rows);

    /// <summary>Writes what the last step computed into rows of probes.</summary>
    /// <param name="probes">[rows × stride].</param>
    /// <param name="stride">Numbers per row.</param>
    /// <param name="at">Where this block's begin in a row.</param>
    /// <param name="rows">How many.</param>
    public abstract void Keep(Span<float> probes, int stride, int at, int rows);

    /// <summary>Copies rows of a value to their place in rows of probes.</summary>
    protected static void Copy(ReadOnlySpan<float> values, int width, Span<float> probes, int stride, int at, int rows)
    {
        for (var row = 0; row < rows; row++)
            values.Slice(row * width, width).CopyTo(probes[((row * stride) + at)..]);
    }
}
