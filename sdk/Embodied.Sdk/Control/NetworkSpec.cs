using System.Text.Json.Serialization;

namespace Embodied.Sdk.Control;

/// <summary>
/// A network controller as data: a graph of named blocks, each of which reads channels of the observation and blocks before it. The same data makes the
/// forward pass that acts, the differentiable one that learns, and the exported file.
/// </summary>
public sealed record NetworkSpec
{
    /// <summary>Architecture id.</summary>
    public required string Id { get; init; }

    /// <summary>Steps of observation shown at once, this one included; 1 for none. Steps before the episode are zeros.</summary>
    public int History { get; init; } = 1;

    /// <summary>The blocks, each after those it reads. One is of the kind <c>action</c>, one of the kind <c>value</c>.</summary>
    public required IReadOnlyList<BlockSpec> Blocks { get; init; }

    /// <summary>How the action block's numbers become actions in [−1, 1].</summary>
    public ActionTransform Transform { get; init; } = ActionTransform.Tanh;

    /// <summary>Initial logarithm of the standard deviation of actions, before the transform.</summary>
    public double InitialLogDeviation { get; init; }
}

/// <summary>A block of a network.</summary>
public sealed record BlockSpec
{
    /// <summary>Its name, by which others read it and probes are named.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What it is: <c>dense</c>, <c>rnn</c>, <c>gru</c>, <c>lstm</c>, <c>gaussian</c>, <c>convolution</c>, <c>action</c>, <c>value</c>, or the id of a plugin's block.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>
    /// What it reads, side by side: names of blocks, <c>observation</c> for all channels, channels by name or by the beginning of their names (<c>reference/*</c>);
    /// <c>!reference/*</c> leaves channels out.
    /// </summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Where it was written, for messages; null when it was not.</summary>
    [JsonIgnore]
    public string? Place { get; init; }

    /// <summary>Settings of its kind.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>Nonlinearities of dense layers.</summary>
public enum Nonlinearity
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x for x &gt; 0, else eˣ − 1.</summary>
    Elu,
}

/// <summary>How the actor's numbers become actions in [−1, 1].</summary>
public enum ActionTransform
{
    /// <summary>tanh of the number; its likelihood is that of the number before.</summary>
    Tanh,

    /// <summary>The number, cut off at −1 and 1.</summary>
    Clip,
}
