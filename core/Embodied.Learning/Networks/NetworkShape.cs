using Embodied.Learning.Networks.Blocks;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Networks;

/// <summary>
/// A network laid out for what it sees and does: its blocks in order, and where every parameter, memory and noise lies. The acting network, the learning
/// network and exported files are made from it.
/// </summary>
public sealed class NetworkShape
{
    // Four gigabytes, and what an index can count.
    private const int MostParameters = 1 << 30;

    private readonly List<ParameterBlock> _blocks = [];

    /// <summary>Lays out a network that does not tell channels apart.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="observationSize">Numbers per observation.</param>
    /// <param name="actionSize">Numbers per action.</param>
    public NetworkShape(NetworkSpec spec, int observationSize, int actionSize)
        : this(spec, new Layout([new("observation", observationSize, "1")]), actionSize)
    {
    }

    /// <summary>Lays out a network.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="observation">Channels of an observation.</param>
    /// <param name="actionSize">Numbers per action.</param>
    /// <exception cref="InputException">A block reads what there is not, is of an unknown kind or has a wrong setting.</exception>
    public NetworkShape(NetworkSpec spec, Layout observation, int actionSize)
    {
        (Spec, ObservationSize, ActionSize) = (spec, observation.Size, actionSize);
        var graph = new List<Block>();
        ParameterBlock? deviation = null;
        foreach (var block in spec.Blocks)
        {
            if (graph.Any(b => b.Name == block.Name) || observation.Channels.Any(c => c.Name == block.Name && c.Name != "observation"))
                throw new InputException(spec.Id, $"two blocks or channels are called '{block.Name}'", "Give each a name of its own.");
            var made = BlockKinds.Make(new(spec, block, BlockInput.Of(block, spec, observation, spec.History, graph), actionSize, Add));
            (made.StateOffset, made.NoiseOffset) = (MemoryStateSize, NoiseSize);
            (MemoryStateSize, NoiseSize) = (MemoryStateSize + made.StateSize, NoiseSize + made.NoiseSize);
            graph.Add(made);
            if (block.Kind == BlockKinds.Action)
                deviation = Add("log_deviation", actionSize, 1, vector: true);
        }

        Graph = graph;
        (ActionBlock, ValueBlock) = (The(BlockKinds.Action), The(BlockKinds.Value));
        LogDeviation = deviation!;
        Probes = new(graph.SelectMany(b => b.Probes));
    }

    /// <summary>The network.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Numbers per observation.</summary>
    public int ObservationSize { get; }

    /// <summary>Numbers per action.</summary>
    public int ActionSize { get; }

    /// <summary>Numbers that are seen: observations of all steps shown at once, newest first.</summary>
    public int InputSize => ObservationSize * Spec.History;

    /// <summary>Numbers of memory that all blocks carry from step to step.</summary>
    public int MemoryStateSize { get; }

    /// <summary>Numbers of noise that all stochastic latents take per step.</summary>
    public int NoiseSize { get; }

    /// <summary>All parameters in order.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>Number of parameters.</summary>
    public int ParameterCount { get; private set; }

    /// <summary>Logarithm of the standard deviation of actions, the same in every state.</summary>
    public ParameterBlock LogDeviation { get; }

    /// <summary>What can be read while the network acts: every layer, memory, latent, action and value.</summary>
    public Layout Probes { get; }

    /// <summary>The blocks, each after those it reads.</summary>
    internal IReadOnlyList<Block> Graph { get; }

    /// <summary>Number of the block that gives the mean action.</summary>
    internal int ActionBlock { get; }

    /// <summary>Number of the block that gives the value.</summary>
    internal int ValueBlock { get; }

    /// <summary>A parameter by its name, e.g. <c>actor/0.weight</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ParameterBlock Parameter(string name) => _blocks.FirstOrDefault(b => b.Name == name)
        ?? throw new ArgumentException($"The network has no parameter '{name}': {string.Join(", ", _blocks.Select(b => b.Name))}.", nameof(name));

    /// <summary>The blocks that some block needs, itself included.</summary>
    internal bool[] Needed(int block) => Needed(block, _ => true);

    /// <summary>The blocks that some block needs where the latents are given: those, and what lies behind them.</summary>
    internal bool[] BehindLatents(int block) => Needed(block, b => b is not GaussianBlock);

    private bool[] Needed(int block, Func<Block, bool> reads)
    {
        var needed = new bool[Graph.Count];
        needed[block] = true;
        for (var i = block; i >= 0; i--)
        {
            foreach (var range in needed[i] && reads(Graph[i]) ? Graph[i].Input.Ranges : [])
            {
                if (range.Block >= 0)
                    needed[range.Block] = true;
            }
        }

        return needed;
    }

    private int The(string kind)
    {
        var found = Spec.Blocks.Select((b, i) => (b.Kind, i)).Where(b => b.Kind == kind).ToArray();
        return found is [var one] ? one.i : throw new InputException(Spec.Id, $"has {found.Length} blocks of the kind '{kind}'; expected one", $"Give it one: {kind}: {{ kind: {kind}, inputs: [...] }}.");
    }

    private ParameterBlock Add(string name, int rows, int columns, bool vector = false)
    {
        if (ParameterCount + ((long)rows * columns) > MostParameters)
            throw new InputException(Spec.Id, $"has more than {MostParameters} parameters, with {rows} × {columns} of '{name}'", "Make its blocks smaller.");
        var block = new ParameterBlock(name, rows, columns, ParameterCount) { IsVector = vector };
        _blocks.Add(block);
        ParameterCount += block.Size;
        return block;
    }
}
