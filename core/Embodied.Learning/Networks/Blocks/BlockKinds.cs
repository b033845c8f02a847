using System.Collections.Concurrent;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Makes blocks by their kinds.</summary>
public static class BlockKinds
{
    /// <summary>Kind of the block that gives the mean action.</summary>
    public const string Action = "action";

    /// <summary>Kind of the block that gives the value of a state.</summary>
    public const string Value = "value";

    /// <summary>Kind of a stochastic latent.</summary>
    public const string Gaussian = "gaussian";

    // √2 for hidden layers and the value, 1 for means (Singh et al. 2023, code: a2c_ppo_acktr/model.py; Schulman et al. 2017).
    private static readonly double Hidden = Math.Sqrt(2);
    private static readonly string[] Nonlinearities = ["tanh", "relu", "elu", "none"];
    private static readonly Dictionary<string, Maker> Own = new(StringComparer.Ordinal)
    {
        ["dense"] = Dense,
        ["rnn"] = (s, p) => Memory(s, p, MemoryKind.Rnn, gates: 1),
        ["gru"] = (s, p) => Memory(s, p, MemoryKind.Gru, gates: 3),
        ["lstm"] = (s, p) => Memory(s, p, MemoryKind.Lstm, gates: 4),
        [Gaussian] = Latent,
        ["convolution"] = Convolution,
        [Action] = (_, p) => Head(p, p.ActionSize, gain: 1),
        [Value] = (_, p) => Head(p, 1, Hidden),
    };

    // An agent names the blocks of plugins; whoever opens one knows its file alone, so what plugins bring is known to the whole process.
    private static readonly ConcurrentDictionary<string, Func<PartFactory<INetworkBlock>>> OfPlugins = new(StringComparer.Ordinal);

    private delegate Block Maker(PartSettings settings, BlockPlan plan);

    /// <summary>The host's kinds, what each is and which settings it takes.</summary>
    public static IReadOnlyList<(string Kind, string Summary, IReadOnlyList<string> Settings)> OfHost { get; } =
    [
        (Action, "Mean actions before the transform, with their standard deviations; every network has one", KnownBy(Action)),
        ("convolution", "Filters over an image channel; residual where sizes allow", KnownBy("convolution")),
        ("dense", "Dense layers one behind the other; residual where widths are equal", KnownBy("dense")),
        (Gaussian, "Stochastic latent held to a drifting prior", KnownBy(Gaussian)),
        ("gru", "Gated recurrent unit (Cho et al. 2014)", KnownBy("gru")),
        ("lstm", "Long short-term memory (Hochreiter and Schmidhuber 1997)", KnownBy("lstm")),
        ("rnn", "Recurrent tanh units (Elman 1990)", KnownBy("rnn")),
        (Value, "Value of a state; every network has one", KnownBy(Value)),
    ];

    /// <summary>Names of all kinds.</summary>
    public static IReadOnlyList<string> Names => [.. Own.Keys, .. OfPlugins.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes a kind of a plugin known; it is asked for when a network names it.</summary>
    public static void Add(string id, Func<PartFactory<INetworkBlock>> factory) => OfPlugins[id] = factory;

    /// <summary>Makes a block.</summary>
    /// <exception cref="InputException">No such kind, or a setting is unknown or out of range.</exception>
    internal static Block Make(BlockPlan plan)
    {
        var (spec, place) = (plan.Spec, $"{plan.Network.Id}: block '{plan.Spec.Name}'");
        if (Own.TryGetValue(spec.Kind, out var make))
            return make(new PartSettings(place, spec.Settings, KnownBy(spec.Kind)), plan);
        if (!OfPlugins.TryGetValue(spec.Kind, out var known))
            throw new InputException(spec.Place ?? plan.Network.Id, $"block '{spec.Name}' is of the unknown kind '{spec.Kind}'", NearestName.Hint(spec.Kind, Names));
        var factory = known();
        var part = factory.Make(PartSettings.Of(place, spec.Settings, factory.Settings));
        var size = part.SizeFor(plan.Input.Size);
        return new PluginBlock(spec.Name, plan.Input, part, size, [.. size.Parameters.Select(p => plan.Add($"{spec.Name}.{p.Name}", p.Rows, p.Columns, vector: p.Columns == 1))]);
    }

    private static string[] KnownBy(string kind) => kind switch
    {
        "dense" => ["widths", "nonlinearity", "residual"],
        "rnn" or "gru" or "lstm" or Gaussian => ["size"],
        "convolution" => ["filters", "kernel", "stride", "padding", "nonlinearity", "residual"],
        _ => [],
    };

    private static DenseBlock Dense(PartSettings s, BlockPlan plan)
    {
        var (layers, width) = (new List<DenseShape>(), plan.Input.Size);
        foreach (var next in LayerWidths.Parse(s, "widths", "64"))
        {
            layers.Add(Layer(plan, $"{plan.Spec.Name}/{layers.Count}", next, width, Bend(s), Hidden));
            width = next;
        }

        return layers.Count > 0 ? new(plan.Spec.Name, plan.Input, layers, s.Flag("residual", false)) : throw s.Wrong("widths", "has no widths", "Leave the block out, or give it one: widths: [64].");
    }

    private static MemoryBlock Memory(PartSettings s, BlockPlan plan, MemoryKind kind, int gates)
    {
        var (name, units) = (plan.Spec.Name, Size(s, 64));
        return new(name, plan.Input, new(
            kind, units, plan.Add($"{name}.input", gates * units, plan.Input.Size), plan.Add($"{name}.recurrent", gates * units, units),
            plan.Add($"{name}.input_bias", gates * units, 1, vector: true), plan.Add($"{name}.recurrent_bias", gates * units, 1, vector: true)));
    }

    private static GaussianBlock Latent(PartSettings s, BlockPlan plan)
    {
        var (name, size) = (plan.Spec.Name, Size(s, 60));
        return new(name, plan.Input, Layer(plan, $"{name}/mean", size, plan.Input.Size, null, gain: 1), Layer(plan, $"{name}/scale", size, plan.Input.Size, null, gain: 1));
    }

    private static ConvolutionBlock Convolution(PartSettings s, BlockPlan plan)
    {
        var place = $"{plan.Network.Id}: block '{plan.Spec.Name}'";
        if (plan.Input.Shape is not [var height, var width, var colours])
            throw new InputException(place, "is a convolution and reads no image", "Let it read one channel with a height, a width and colours, or another convolution.");
        var size = new ConvolutionSize([height, width, colours], AtLeastOne(s, "filters", 16), AtLeastOne(s, "kernel", 3), AtLeastOne(s, "stride", 1), s.Count("padding", 0));
        if (size.Kernel > Math.Min(height, width) + (2 * size.Padding))
            throw s.Wrong("kernel", $"has kernel {size.Kernel}, larger than the image of {height} × {width} with its padding");
        var residual = s.Flag("residual", false);
        if (residual && !size.KeepsSize)
            throw s.Wrong("residual", $"gives {size.Height} × {size.Width} × {size.Filters}, which cannot be added to {height} × {width} × {colours}", "Let stride be 1, padding half the kernel, and filters as many as there are.");
        return new(plan.Spec.Name, plan.Input, size, Layer(plan, plan.Spec.Name, size.Filters, size.Patch, Bend(s), Hidden), residual);
    }

    private static DenseBlock Head(BlockPlan plan, int size, double gain) =>
        new(plan.Spec.Name, plan.Input, [Layer(plan, plan.Spec.Name, size, plan.Input.Size, null, gain)], residual: false);

    private static DenseShape Layer(BlockPlan plan, string name, int outputs, int inputs, Nonlinearity? bend, double gain) =>
        new(name, plan.Add($"{name}.weight", outputs, inputs), plan.Add($"{name}.bias", outputs, 1, vector: true), bend, gain);

    private static Nonlinearity? Bend(PartSettings s) => s.Choice("nonlinearity", Nonlinearities) is var chosen and < 3 ? (Nonlinearity)chosen : null;

    private static int Size(PartSettings s, int otherwise) => AtLeastOne(s, "size", otherwise);

    private static int AtLeastOne(PartSettings s, string name, int otherwise) =>
        s.Count(name, otherwise) is > 0 and var value ? value : throw s.Wrong(name, $"has {name} 0; expected at least 1");
}

/// <summary>What a block is made from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Spec">The block.</param>
/// <param name="Input">What it reads.</param>
/// <param name="ActionSize">Numbers per action.</param>
/// <param name="Add">Lays out a parameter.</param>
internal sealed record BlockPlan(NetworkSpec Network, BlockSpec Spec, BlockInput Input, int ActionSize, BlockPlan.AddParameter Add)
{
    /// <summary>Lays out a matrix, or a vector.</summary>
    public delegate ParameterBlock AddParameter(string name, int rows, int columns, bool vector = false);
}
