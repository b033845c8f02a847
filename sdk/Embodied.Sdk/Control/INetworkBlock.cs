namespace Embodied.Sdk.Control;

/// <summary>
/// A kind of network block that a plugin adds, as rows of numbers with their derivatives by hand; registered with
/// <c>registry.AddPart&lt;INetworkBlock&gt;</c>. It holds no numbers of its own: any thread may ask at any time.
/// </summary>
public interface INetworkBlock
{
    /// <summary>Sizes for a number of inputs.</summary>
    /// <exception cref="Errors.InputException">It cannot be that wide.</exception>
    BlockSize SizeFor(int inputs);

    /// <summary>Computes outputs, and the state after the step, of some rows. Every row is computed alike, whatever else is in the batch; allocates nothing.</summary>
    void Forward(in BlockRows rows);

    /// <summary>Adds derivatives: of the loss with respect to inputs, state before and parameters, from those with respect to outputs and state after.</summary>
    void Backward(in BlockRows rows, in BlockGradients gradients);

    /// <summary>Lays the block out as nodes of an ONNX graph; returns the names of its outputs and of its state after the step (empty without a state).</summary>
    (string Outputs, string State) Export(IBlockGraph graph, string inputs, string state);
}

/// <summary>Sizes of a block.</summary>
/// <param name="Outputs">Numbers it gives.</param>
/// <param name="Parameters">Its parameters, in the order they are passed.</param>
/// <param name="State">Numbers it remembers from step to step; zeros when an episode begins.</param>
public sealed record BlockSize(int Outputs, IReadOnlyList<BlockParameter> Parameters, int State = 0);

/// <summary>A matrix or vector of parameters.</summary>
/// <param name="Name">Unique in its block.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns; 1 for a vector.</param>
/// <param name="Deviation">Standard deviation of its first, normal values.</param>
public sealed record BlockParameter(string Name, int Rows, int Columns, double Deviation);

/// <summary>Rows of a batch as a block sees them, one behind the other.</summary>
public readonly ref struct BlockRows
{
    /// <summary>Rows.</summary>
    public required int Count { get; init; }

    /// <summary>[rows × inputs].</summary>
    public required ReadOnlySpan<float> Inputs { get; init; }

    /// <summary>State before the step, [rows × state].</summary>
    public ReadOnlySpan<float> State { get; init; }

    /// <summary>All parameters, one behind the other, each row-major.</summary>
    public required ReadOnlySpan<float> Parameters { get; init; }

    /// <summary>Receives the outputs, [rows × outputs]; holds them in a backward pass.</summary>
    public required Span<float> Outputs { get; init; }

    /// <summary>Receives the state after the step, [rows × state]; holds it in a backward pass.</summary>
    public Span<float> NextState { get; init; }
}

/// <summary>Derivatives of the loss.</summary>
public readonly ref struct BlockGradients
{
    /// <summary>With respect to outputs, [rows × outputs].</summary>
    public required ReadOnlySpan<float> Outputs { get; init; }

    /// <summary>With respect to the state after the step, [rows × state].</summary>
    public ReadOnlySpan<float> NextState { get; init; }

    /// <summary>Receives those with respect to inputs, [rows × inputs]; begins with zeros, as the following do.</summary>
    public required Span<float> Inputs { get; init; }

    /// <summary>Receives those with respect to the state before, [rows × state].</summary>
    public Span<float> State { get; init; }

    /// <summary>Receives those with respect to the parameters.</summary>
    public required Span<float> Parameters { get; init; }
}

/// <summary>An ONNX graph that is being written; values are [batch × n].</summary>
public interface IBlockGraph
{
    /// <summary>Name of a value that holds a parameter of the block, [rows × columns], or [rows] for a vector.</summary>
    string Parameter(string name);

    /// <summary>A constant row of numbers.</summary>
    string Constant(string name, ReadOnlySpan<float> numbers);

    /// <summary>A node; returns the name of its value, unique in the block.</summary>
    string Node(string type, string name, params string[] inputs);

    /// <summary>x Wᵀ + b.</summary>
    string Dense(string name, string x, string weight, string bias);

    /// <summary>Columns from first to end.</summary>
    string Slice(string name, string value, int first, int end);

    /// <summary>Values side by side.</summary>
    string Concat(string name, params string[] values);
}
