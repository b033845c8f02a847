using Embodied.Learning.Networks;

namespace Embodied.Learning.Training;

/// <summary>What was seen, done and got between two updates; step-major, [horizon × worlds × …]. Allocated once.</summary>
internal sealed class Rollout
{
    public Rollout(NetworkShape shape, int worlds, int horizon, int window)
    {
        (Shape, Worlds, Horizon, Window) = (shape, worlds, horizon, window);
        var samples = horizon * worlds;
        Inputs = new float[samples * shape.InputSize];
        Raw = new float[samples * shape.ActionSize];
        Noise = new float[samples * shape.NoiseSize];
        (LogLikelihood, Values, Rewards, Advantages, Returns) =
            (new float[samples], new float[samples], new float[samples], new float[samples], new float[samples]);
        (Keep, NextValues, Continues) = (new float[samples], new float[samples], new float[samples]);
        Memory = new float[horizon / window * worlds * shape.MemoryStateSize];
    }

    public NetworkShape Shape { get; }

    public int Worlds { get; }

    public int Horizon { get; }

    public int Window { get; }

    /// <summary>Sequences a network is differentiated through: worlds × windows.</summary>
    public int Sequences => Worlds * (Horizon / Window);

    /// <summary>What the network saw, [… × input size].</summary>
    public float[] Inputs { get; }

    /// <summary>Actions before the transform, [… × action size].</summary>
    public float[] Raw { get; }

    /// <summary>ε of the latent, [… × latent].</summary>
    public float[] Noise { get; }

    public float[] LogLikelihood { get; }

    public float[] Values { get; }

    /// <summary>Scaled rewards.</summary>
    public float[] Rewards { get; }

    public float[] Advantages { get; }

    /// <summary>Targets of the value.</summary>
    public float[] Returns { get; }

    /// <summary>0 where an episode began with this step, else 1.</summary>
    public float[] Keep { get; }

    /// <summary>Value of the state after the step, of the old episode; 0 where it reached an end.</summary>
    public float[] NextValues { get; }

    /// <summary>0 where the episode ended with this step, else 1.</summary>
    public float[] Continues { get; }

    /// <summary>Memory before the first step of each window, [windows × worlds × memory state size].</summary>
    public float[] Memory { get; }

    /// <summary>
    /// Generalised advantage estimation (Schulman et al. 2016, eqs. 11–16): A = Σ (γλ)ᵏ δ, δ = r + γ V′ − V. An episode that was cut off is
    /// continued by its value, one that ended is not.
    /// </summary>
    public void Estimate(double discount, double lambda)
    {
        for (var w = 0; w < Worlds; w++)
        {
            double advantage = 0;
            for (var t = Horizon - 1; t >= 0; t--)
            {
                var i = (t * Worlds) + w;
                var delta = Rewards[i] + (discount * NextValues[i]) - Values[i];
                advantage = delta + (discount * lambda * Continues[i] * advantage);
                Advantages[i] = (float)advantage;
                Returns[i] = (float)(advantage + Values[i]);
            }
        }
    }

    /// <summary>Scales advantages to mean 0 and standard deviation 1 over the whole rollout.</summary>
    public void NormalizeAdvantages()
    {
        var mean = Advantages.Average(a => (double)a);
        var deviation = Math.Sqrt(Advantages.Sum(a => (a - mean) * (a - mean)) / (Advantages.Length - 1)) + 1e-5;
        for (var i = 0; i < Advantages.Length; i++)
            Advantages[i] = (float)((Advantages[i] - mean) / deviation);
    }

    /// <summary>How much of the variance of returns the values explain.</summary>
    public double ExplainedVariance()
    {
        var mean = Returns.Average(r => (double)r);
        double total = 0, left = 0, leftMean = 0;
        for (var i = 0; i < Returns.Length; i++)
            leftMean += (Returns[i] - Values[i]) / (double)Returns.Length;
        for (var i = 0; i < Returns.Length; i++)
        {
            total += (Returns[i] - mean) * (Returns[i] - mean);
            left += (Returns[i] - Values[i] - leftMean) * (Returns[i] - Values[i] - leftMean);
        }

        return total > 0 ? 1 - (left / total) : double.NaN;
    }
}
