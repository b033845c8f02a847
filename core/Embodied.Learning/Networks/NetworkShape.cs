using Embodied.Sdk.Control;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Networks;

/// <summary>
/// Where every parameter of a network lies, given what it sees and does: the one description from which the acting network, the learning network and
/// exported files are made.
/// </summary>
public sealed class NetworkShape
{
    private readonly List<ParameterBlock> _blocks = [];

    /// <summary>Lays out the parameters of a network that does not tell channels apart.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="observationSize">Numbers per observation.</param>
    /// <param name="actionSize">Numbers per action.</param>
    public NetworkShape(NetworkSpec spec, int observationSize, int actionSize)
        : this(spec, new Layout([new("observation", observationSize, "1")]), actionSize)
    {
    }

    /// <summary>Lays out the parameters.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="observation">Channels of an observation.</param>
    /// <param name="actionSize">Numbers per action.</param>
    /// <exception cref="Sdk.Errors.InputException">A latent has no goal before it or no body behind it.</exception>
    public NetworkShape(NetworkSpec spec, Layout observation, int actionSize)
    {
        (Spec, ObservationSize, ActionSize) = (spec, observation.Size, actionSize);
        // Gains as in Singh et al. 2023 (code: a2c_ppo_acktr/model.py) and Schulman et al. 2017: √2 for hidden layers and the value, 1 for the mean.
        var hidden = Math.Sqrt(2);
        var width = InputSize;
        Encoder = Layers(spec.Latent > 0 ? "encoder/" : "encoder.", spec.Encoder, ref width, hidden);
        if (spec.Latent > 0)
        {
            Body = BodyChannels.Of(spec, observation);
            LatentMean = Layer("latent/mean", spec.Latent, width, null, gain: 1);
            LatentScale = Layer("latent/scale", spec.Latent, width, null, gain: 1);
            width = spec.Latent + Body.Size;
        }

        if (spec.Memory != MemoryKind.None)
        {
            var gates = GateCount * spec.MemorySize;
            InputWeight = Add("memory.input", gates, width);
            RecurrentWeight = Add("memory.recurrent", gates, spec.MemorySize);
            InputBias = Add("memory.input_bias", gates, 1);
            RecurrentBias = Add("memory.recurrent_bias", gates, 1);
            width = spec.MemorySize;
        }

        var features = width;
        Actor = Layers(spec.Latent > 0 ? "decoder/" : "actor.", spec.Actor, ref width, hidden);
        Mean = Layer(spec.Latent > 0 ? "action" : "mean", actionSize, width, null, gain: 1);
        LogDeviation = Add("log_deviation", actionSize, 1);
        // Behind a latent the critic would be as blind to the goal as the decoder.
        width = spec.Latent > 0 ? InputSize : features;
        Critic = Layers(spec.Latent > 0 ? "critic/" : "critic.", spec.Critic, ref width, hidden);
        Value = Layer("value", 1, width, null, hidden);
        Probes = new(ProbeChannels());
    }

    /// <summary>The network.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Numbers per observation.</summary>
    public int ObservationSize { get; }

    /// <summary>Numbers per action.</summary>
    public int ActionSize { get; }

    /// <summary>Numbers the first layer sees: observations of all steps shown at once, newest first.</summary>
    public int InputSize => ObservationSize * Spec.History;

    /// <summary>Gates of the memory: 1 (Rnn), 3 (Gru: reset, update, new), 4 (Lstm: input, forget, cell, output).</summary>
    public int GateCount => Spec.Memory switch { MemoryKind.Rnn => 1, MemoryKind.Gru => 3, MemoryKind.Lstm => 4, _ => 0 };

    /// <summary>Numbers of memory that the recurrent cell carries: twice its units for Lstm.</summary>
    public int MemoryStateSize => Spec.Memory == MemoryKind.Lstm ? 2 * Spec.MemorySize : Spec.Memory == MemoryKind.None ? 0 : Spec.MemorySize;

    /// <summary>All parameters in order.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>Number of parameters.</summary>
    public int ParameterCount { get; private set; }

    /// <summary>Layers before the memory.</summary>
    public IReadOnlyList<DenseShape> Encoder { get; }

    /// <summary>μ of the latent; null without one.</summary>
    public DenseShape? LatentMean { get; }

    /// <summary>What σ of the latent is made from; null without one.</summary>
    public DenseShape? LatentScale { get; }

    /// <summary>What of an observation is seen behind the latent; null without one.</summary>
    public BodyChannels? Body { get; }

    /// <summary>U of the memory, gates one below the other; null without one.</summary>
    public ParameterBlock? InputWeight { get; }

    /// <summary>W of the memory.</summary>
    public ParameterBlock? RecurrentWeight { get; }

    /// <summary>Bias beside U.</summary>
    public ParameterBlock? InputBias { get; }

    /// <summary>Bias beside W; matters for the new gate of Gru, which multiplies it.</summary>
    public ParameterBlock? RecurrentBias { get; }

    /// <summary>Hidden layers of the actor.</summary>
    public IReadOnlyList<DenseShape> Actor { get; }

    /// <summary>Mean of actions before the transform.</summary>
    public DenseShape Mean { get; }

    /// <summary>Logarithm of their standard deviation, the same in every state.</summary>
    public ParameterBlock LogDeviation { get; }

    /// <summary>Hidden layers of the critic.</summary>
    public IReadOnlyList<DenseShape> Critic { get; }

    /// <summary>Expected return, in scaled reward.</summary>
    public DenseShape Value { get; }

    /// <summary>What can be read while the network acts: every layer, the memory, mean and value.</summary>
    public Layout Probes { get; }

    /// <summary>All dense layers in order of parameters.</summary>
    public IEnumerable<DenseShape> Dense => [.. Encoder, .. Latents, .. Actor, Mean, .. Critic, Value];

    private IEnumerable<DenseShape> Latents => LatentMean is null ? [] : [LatentMean, LatentScale!];

    private IEnumerable<Channel> ProbeChannels()
    {
        foreach (var layer in Encoder)
            yield return new(layer.Name, layer.Weight.Rows, "1");
        if (Spec.Latent > 0)
        {
            yield return new("latent/mean", Spec.Latent, "1");
            yield return new("latent/scale", Spec.Latent, "1", 0, 1);
            yield return new("latent/sample", Spec.Latent, "1");
        }

        if (Spec.Memory != MemoryKind.None)
            yield return new(Spec.Latent > 0 ? "decoder/memory" : "memory", Spec.MemorySize, "1", -1, 1);
        foreach (var layer in (IEnumerable<DenseShape>)[.. Actor, Mean, .. Critic, Value])
            yield return new(layer.Name, layer.Weight.Rows, "1");
    }

    private List<DenseShape> Layers(string name, IReadOnlyList<int> widths, ref int width, double gain)
    {
        var layers = new List<DenseShape>();
        foreach (var next in widths)
        {
            layers.Add(Layer($"{name}{layers.Count}", next, width, Spec.Nonlinearity, gain));
            width = next;
        }

        return layers;
    }

    private DenseShape Layer(string name, int outputs, int inputs, Nonlinearity? nonlinearity, double gain) =>
        new(name, Add($"{name}.weight", outputs, inputs), Add($"{name}.bias", outputs, 1), nonlinearity, gain);

    private ParameterBlock Add(string name, int rows, int columns)
    {
        var block = new ParameterBlock(name, rows, columns, ParameterCount);
        _blocks.Add(block);
        ParameterCount += block.Size;
        return block;
    }
}
