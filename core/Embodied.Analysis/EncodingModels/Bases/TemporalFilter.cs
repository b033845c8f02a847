using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Bases;

/// <summary>Features made of the past of a signal. Rows whose past is not known are masked, never filled.</summary>
/// <param name="Values">[rows × columns]; 0 in unknown rows.</param>
/// <param name="Known">The rows whose window lies within one epoch.</param>
internal sealed record TemporalFilter(Matrix Values, IReadOnlyList<RowRange> Known)
{
    /// <summary>A signal convolved with a basis over the bins before: row t is Σⱼ basis[j] x[t − 1 − j]. With spikes as the signal it is spike history.</summary>
    /// <param name="signal">One value per bin.</param>
    /// <param name="basis">[window × functions], the first row for the bin just before.</param>
    /// <param name="epochs">Stretches without a gap; windows do not cross their borders.</param>
    public static TemporalFilter Causal(ReadOnlySpan<double> signal, Matrix basis, IReadOnlyList<RowRange> epochs)
    {
        var values = new double[signal.Length * basis.Columns];
        var known = Shortened(epochs, basis.Rows, 0);
        foreach (var range in known)
        {
            for (var t = range.Start; t < range.End; t++)
            {
                var row = values.AsSpan(t * basis.Columns, basis.Columns);
                for (var j = 0; j < basis.Rows; j++)
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(basis.Row(j), signal[t - 1 - j], row, row);
            }
        }

        return new(new(values, signal.Length, basis.Columns), known);
    }

    /// <summary>Features at t − first … t − last bins side by side; negative lags look ahead.</summary>
    /// <param name="features">[rows × features].</param>
    /// <param name="first">Smallest lag.</param>
    /// <param name="last">Largest lag, not below the first.</param>
    /// <param name="epochs">Stretches without a gap.</param>
    public static TemporalFilter Lags(Matrix features, int first, int last, IReadOnlyList<RowRange> epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var (d, columns) = (features.Columns, features.Columns * (last - first + 1));
        var values = new double[(long)features.Rows * columns];
        var known = Shortened(epochs, Math.Max(0, last), Math.Max(0, -first));
        foreach (var range in known)
            for (var t = range.Start; t < range.End; t++)
                for (var lag = first; lag <= last; lag++)
                    features.Row(t - lag).CopyTo(values.AsSpan((t * columns) + ((lag - first) * d)));
        return new(new(values, features.Rows, columns), known);
    }

    private static RowRange[] Shortened(IReadOnlyList<RowRange> epochs, int before, int after) =>
        [.. epochs.Select(e => new RowRange(e.Start + before, e.End - after)).Where(e => e.Length > 0)];
}
