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
            for (var i = share * Share; i < Math.Min(gradient.Length, (share + 1) * Share); i++)
            {
                var g = (gradient[i] * scale) + ((float)settings.WeightDecay * parameters[i]);
                First[i] = (Decay1 * First[i]) + ((1 - Decay1) * g);
                Second[i] = (Decay2 * Second[i]) + ((1 - Decay2) * g * g);
                parameters[i] -= (float)(learningRate * (First[i] / correction1) / (Math.Sqrt(Second[i] / correction2) + settings.AdamEpsilon));
            }
        });
        return norm;
    }
}
