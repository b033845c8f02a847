namespace Embodied.Learning.Networks;

/// <summary>A named matrix or vector within the flat parameters of a network.</summary>
/// <param name="Name">E.g. <c>actor.0.weight</c>.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs; 1 for a vector.</param>
/// <param name="Offset">First index; values are row-major.</param>
public sealed record ParameterBlock(string Name, int Rows, int Columns, int Offset)
{
    /// <summary>Whether it is a vector of <see cref="Rows"/> numbers.</summary>
    public bool IsVector { get; init; }

    /// <summary>Numbers in the block.</summary>
    public int Size => Rows * Columns;

    /// <summary>The block within flat parameters.</summary>
    public Span<float> In(float[] parameters) => parameters.AsSpan(Offset, Size);

    /// <summary>The block within flat parameters.</summary>
    public Span<float> In(Span<float> parameters) => parameters.Slice(Offset, Size);

    /// <summary>The block within flat parameters.</summary>
    public ReadOnlySpan<float> In(ReadOnlySpan<float> parameters) => parameters.Slice(Offset, Size);
}
