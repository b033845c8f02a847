using System.Numerics;

namespace Embodied.Learning.Training;

/// <summary>Adam (Kingma and Ba 2015) with weight decay added to the gradient, as torch.optim.Adam does it.</summary>
internal sealed class Adam(int size)
{
    private const float Decay1 = 0.9f;
    private const float Decay2 = 0.999f;

    // Numbers that one thread takes at a time.
    private const int Share = 1 << 16;

    public float[] First { get; private set; } = new float[size];

    public float[] Second { get; private set; } = new float[size];

    public long Steps { get; private set; }

    public void Restore(float[] first, float[] second, long steps) => (First, Second, Steps) = (first, second, steps);

    /// <summary>One step down the gradient, after scaling it to at most the maximum norm; returns its norm before.</summary>
    public double Step(float[] parameters, float[] gradient, double learningRate, PpoSettings settings, int threads)
    {
        double squares = 0;
        foreach (var g in gradient)
            squares += (double)g * g;
        var norm = Math.Sqrt(squares);
        var scale = (float)Math.Min(1, settings.MaximumGradientNorm / (norm + 1e-6));
        Steps++;
        var correction1 = 1 - Math.Pow(Decay1, Steps);
        var correction2 = 1 - Math.Pow(Decay2, Steps);
        // Each number is on its own, so that the bits do not depend on how they are shared out.
        Parallel.For(0, (gradient.Length + Share - 1) / Share, new ParallelOptions { MaxDegreeOfParallelism = threads }, share =>
        {
            var (start, length) = (share * Share, Math.Min(Share, gradient.Length - (share * Share)));
            Descend(
                parameters.AsSpan(start, length), gradient.AsSpan(start, length), First.AsSpan(start, length), Second.AsSpan(start, length), scale, (float)settings.WeightDecay,
                (float)(learningRate / correction1), (float)Math.Sqrt(correction2), (float)settings.AdamEpsilon);
        });
        return norm;
    }

    // Element by element in single precision: the same bits whatever the width of the processor's vectors.
    private static void Descend(
        Span<float> parameters, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, float scale, float decay, float rate, float root, float epsilon)
    {
        var i = 0;
        for (; i <= parameters.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var p = new Vector<float>(parameters[i..]);
            var g = (new Vector<float>(gradient[i..]) * scale) + (p * decay);
            var m = (new Vector<float>(first[i..]) * Decay1) + (g * (1 - Decay1));
            var v = (new Vector<float>(second[i..]) * Decay2) + (g * g * (1 - Decay2));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            (p - (m * rate / ((Vector.SquareRoot(v) / root) + new Vector<float>(epsilon)))).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = (gradient[i] * scale) + (parameters[i] * decay);
            first[i] = (first[i] * Decay1) + (g * (1 - Decay1));
            second[i] = (second[i] * Decay2) + (g * g * (1 - Decay2));
            parameters[i] -= first[i] * rate / ((MathF.Sqrt(second[i]) / root) + epsilon);
        }
    }
}
