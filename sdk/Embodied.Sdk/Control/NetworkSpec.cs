namespace Embodied.Sdk.Control;

/// <summary>
/// A network controller as data: observation (stacked over <see cref="History"/> steps) → encoder → memory → an actor and a critic. With a latent:
/// observation → encoder → latent → (latent, what of the observation is no goal) → memory → actor, and observation → critic. The same data makes the
/// forward pass that acts, the differentiable one that learns, and the exported file.
/// </summary>
public sealed record NetworkSpec
{
    /// <summary>Architecture id.</summary>
    public required string Id { get; init; }

    /// <summary>Steps of observation shown at once, this one included; 1 for none. Steps before the episode are zeros.</summary>
    public int History { get; init; } = 1;

    /// <summary>Widths of the layers before the memory; empty for none.</summary>
    public IReadOnlyList<int> Encoder { get; init; } = [];

    /// <summary>
    /// Numbers of the stochastic latent z = μ + σ ε behind the encoder, σ = 0.01 + 0.99 sigmoid(·); 0 for none (Merel et al. 2019; Aldarondo et al. 2024).
    /// </summary>
    public int Latent { get; init; }

    /// <summary>Beginnings of the names of channels that say what is to be done: with a latent, what lies behind it does not see them.</summary>
    public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Kind of memory.</summary>
    public MemoryKind Memory { get; init; }

    /// <summary>Units of the memory; 0 without one.</summary>
    public int MemorySize { get; init; }

    /// <summary>Widths of the hidden layers of the actor.</summary>
    public IReadOnlyList<int> Actor { get; init; } = [64, 64];

    /// <summary>Widths of the hidden layers of the critic.</summary>
    public IReadOnlyList<int> Critic { get; init; } = [64, 64];

    /// <summary>Nonlinearity of encoder, actor and critic.</summary>
    public Nonlinearity Nonlinearity { get; init; } = Nonlinearity.Tanh;

    /// <summary>How the actor's numbers become actions in [−1, 1].</summary>
    public ActionTransform Transform { get; init; } = ActionTransform.Tanh;

    /// <summary>Initial logarithm of the standard deviation of actions, before the transform.</summary>
    public double InitialLogDeviation { get; init; }
}

/// <summary>Kinds of memory between encoder and heads.</summary>
public enum MemoryKind
{
    /// <summary>None: the controller only sees what the observation shows.</summary>
    None,

    /// <summary>h′ = tanh(W h + U x + b) (Elman 1990).</summary>
    Rnn,

    /// <summary>Gated recurrent unit (Cho et al. 2014), with the reset gate on the recurrent product.</summary>
    Gru,

    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000).</summary>
    Lstm,
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
