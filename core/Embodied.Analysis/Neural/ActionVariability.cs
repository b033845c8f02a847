using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Neural;

/// <summary>
/// How much the action varies because the latent is drawn: in frames of a recording the latent is drawn again and again with the controller's memory held
/// still, and without motor noise (Aldarondo et al. 2024: 50 draws per step).
/// </summary>
internal static class ActionVariability
{
    private const int Draws = 50;
    private const int MostFrames = 2000;

    /// <summary>Root mean square over actuators of the standard deviation over draws, per frame; NaN in frames that were not sampled.</summary>
    /// <returns>Null when the controller has no stochastic latent or sees something else than was recorded.</returns>
    public static double[]? Of(NeuralStudy study, IController? controller, ulong seed)
    {
        if (controller is not IStochasticLatent { LatentSize: > 0 } latent || RecordedObservations.Of(study, latent.ObservationSize) is not { } observations)
            return null;
        var (before, motor, result) = (latent.LatentNoise, latent.ActionNoise, new double[study.Frames]);
        Array.Fill(result, double.NaN);
        (latent.LatentNoise, latent.ActionNoise) = (1, 0);
        try
        {
            var every = Math.Max(1, study.Frames / MostFrames);
            foreach (var epoch in study.Epochs)
                Replay(controller, latent, observations, epoch.Start, epoch.End, every, seed, result);
        }
        finally
        {
            (latent.LatentNoise, latent.ActionNoise) = (before, motor);
        }

        return result;
    }

    private static void Replay(IController controller, IStochasticLatent latent, float[] observations, int start, int end, int every, ulong seed, double[] result)
    {
        var (size, actions, memory) = (latent.ObservationSize, latent.ActionSize, controller.Info.StateSize);
        var (state, action) = (new float[memory], new float[actions]);
        var (copies, many, drawn) = (new float[Draws * memory], new float[Draws * size], new float[Draws * actions]);
        var seeds = new ulong[Draws];
        controller.ResetState(state, seed);
        for (var frame = start; frame < end; frame++)
        {
            var observation = observations.AsSpan(frame * size, size);
            if (frame % every == 0)
            {
                for (var d = 0; d < Draws; d++)
                {
                    seeds[d] = RandomStream.For(seed + (ulong)frame, (ulong)d).State;
                    state.CopyTo(copies, d * memory);
                    observation.CopyTo(many.AsSpan(d * size));
                }

                controller.Act(new() { Count = Draws, Observations = many, States = copies, Actions = drawn, Seeds = seeds });
                result[frame] = Spread(drawn, actions);
            }

            // A controller without memory needs no past.
            if (memory > 0)
                controller.Act(new() { Count = 1, Observations = observation, States = state, Actions = action });
        }
    }

    private static double Spread(float[] drawn, int actions)
    {
        var sum = 0.0;
        for (var a = 0; a < actions; a++)
        {
            var (mean, square) = (0.0, 0.0);
            for (var d = 0; d < Draws; d++)
                mean += drawn[(d * actions) + a] / (double)Draws;
            for (var d = 0; d < Draws; d++)
                square += Math.Pow(drawn[(d * actions) + a] - mean, 2) / (Draws - 1);
            sum += square;
        }

        return Math.Sqrt(sum / actions);
    }
}
