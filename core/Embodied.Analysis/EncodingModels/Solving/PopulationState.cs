namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>Where the fits of a population stand. Arrays are indexed by unit.</summary>
internal sealed class PopulationState
{
    public PopulationState(PopulationLoss loss, GlmOptions options, GlmFit? start)
    {
        var (units, features) = (loss.Units, loss.Features);
        (Weights, Gradient) = (new double[units * features], new double[units * features]);
        (Intercepts, InterceptGradient, Loss, Certificate) = (new double[units], new double[units], new double[units], new double[units]);
        (Status, Iterations) = (new GlmStatus[units], new int[units]);
        Array.Fill(Status, GlmStatus.OutOfIterations);
        for (var unit = 0; unit < units; unit++)
        {
            if (!options.Family.IsFinite(loss.Means[unit]))
            {
                (Status[unit], Intercepts[unit]) = (GlmStatus.Silent, loss.Means[unit] > 0 ? double.PositiveInfinity : double.NegativeInfinity);
                continue;
            }

            Intercepts[unit] = options.Family.Link(loss.Means[unit]);
            if (start is null || start.Status[unit] == GlmStatus.Silent)
                continue;
            Intercepts[unit] = start.Intercepts[unit];
            start.WeightsOf(unit).CopyTo(Weights.AsSpan(unit * features));
        }
    }

    public double[] Weights { get; }

    public double[] Intercepts { get; }

    public double[] Gradient { get; }

    public double[] InterceptGradient { get; }

    public double[] Loss { get; }

    public double[] Certificate { get; }

    public GlmStatus[] Status { get; }

    public int[] Iterations { get; }

    public int[] Unfinished() => [.. Enumerable.Range(0, Status.Length).Where(u => Status[u] == GlmStatus.OutOfIterations)];
}
