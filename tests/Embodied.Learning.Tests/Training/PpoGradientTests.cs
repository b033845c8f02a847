using Embodied.Learning.Networks;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Training;
using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Tests.Training;

public sealed class PpoGradientTests
{
    private const int Horizon = 12;
    private const int Window = 6;
    private const int Worlds = 4;
    private static readonly int[] Sequences = [6, 1, 3, 4, 0];

    [Theory]
    [InlineData("mlp", true)]
    [InlineData("mlp-history", false)]
    [InlineData("rnn", true)]
    [InlineData("gru", false)]
    [InlineData("lstm", true)]
    public void Is_the_slope_of_the_objective(string kind, bool clipValues)
    {
        var shape = Nets.Shape(kind);
        var (rollout, parameters) = (Rollout(shape), Nets.Parameters(shape));
        var settings = new PpoSettings { ClipValues = clipValues, Entropy = 0.1, ValueWeight = 0.7 };
        using var gradients = new PpoGradient(shape, 2, 1);
        var gradient = new float[shape.ParameterCount];
        var figures = gradients.Compute(rollout, Sequences, parameters, settings, gradient);

        var (objective, clipped) = Objective(rollout, parameters, settings);
        Assert.Equal(objective, figures.PolicyLoss + (0.7 * figures.ValueLoss) - (0.1 * figures.Entropy), 1e-4);
        Assert.Equal(clipped, figures.Clipped, 1e-6);
        Assert.InRange(clipped, 0.2, 0.9);
        foreach (var block in shape.Blocks)
        {
            var direction = new float[shape.ParameterCount];
            Nets.Gaussians(block.Size, (ulong)block.Offset, 1 / Math.Sqrt(block.Size)).CopyTo(block.In(direction));
            const float step = 5e-4f;
            var slope = (Objective(rollout, Moved(parameters, direction, step), settings).Value - Objective(rollout, Moved(parameters, direction, -step), settings).Value) / (2 * step);
            var found = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            Assert.True(Math.Abs(slope - found) <= 0.005 + (0.02 * Math.Abs(slope)), $"{block.Name}: slope {slope}, gradient {found}");
        }
    }

    /// <summary>Beyond the clip range, on the side where the objective would win, a sample pulls no more (Schulman et al. 2017, fig. 1).</summary>
    [Theory]
    [InlineData(1, 0.5, false)]
    [InlineData(1, -0.5, true)]
    [InlineData(-1, -0.5, false)]
    [InlineData(-1, 0.5, true)]
    public void Clipping_stops_only_what_has_gone_too_far_already(float advantage, float logRatio, bool pulls)
    {
        var shape = Nets.Shape("mlp");
        var (rollout, parameters) = (Rollout(shape), Nets.Parameters(shape));
        Array.Fill(rollout.Advantages, advantage);
        var likelihood = Likelihood(rollout, parameters);
        for (var i = 0; i < likelihood.Length; i++)
            rollout.LogLikelihood[i] = (float)likelihood[i] - logRatio;
        using var gradients = new PpoGradient(shape, 2, 1);
        var gradient = new float[shape.ParameterCount];
        gradients.Compute(rollout, [.. Enumerable.Range(0, 8)], parameters, new() { Entropy = 0, ValueWeight = 0 }, gradient);
        Assert.Equal(pulls, shape.Parameter("action.weight").In(gradient).ContainsAnyExcept(0f));
    }

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void Threads_change_no_bit(string kind)
    {
        var shape = Nets.Shape(kind);
        var (rollout, parameters) = (Rollout(shape), Nets.Parameters(shape));
        float[] Compute(int threads)
        {
            using var gradients = new PpoGradient(shape, 2, threads);
            var gradient = new float[shape.ParameterCount];
            gradients.Compute(rollout, Sequences, parameters, new(), gradient);
            gradients.Compute(rollout, Sequences, parameters, new(), gradient);
            return gradient;
        }

        Assert.Equal(Compute(1), Compute(2));
    }

    private static Rollout Rollout(NetworkShape shape)
    {
        var rollout = new Rollout(shape, Worlds, Horizon, Window);
        var random = new RandomStream(9);
        Nets.Gaussians(rollout.Inputs.Length, 1).CopyTo(rollout.Inputs, 0);
        Nets.Gaussians(rollout.Raw.Length, 2).CopyTo(rollout.Raw, 0);
        Nets.Gaussians(rollout.Advantages.Length, 3).CopyTo(rollout.Advantages, 0);
        Nets.Gaussians(rollout.Returns.Length, 4).CopyTo(rollout.Returns, 0);
        Nets.Gaussians(rollout.Memory.Length, 5, 0.3).CopyTo(rollout.Memory, 0);
        for (var i = 0; i < rollout.Keep.Length; i++)
            rollout.Keep[i] = random.NextInt(5) == 0 ? 0 : 1;
        // The policy and values that acted were a little different ones: inside and outside the clip range, but not at its corners, where no slope is.
        double[] differences = [-0.5, -0.1, 0.1, 0.4];
        var values = new double[rollout.Values.Length];
        var likelihood = Likelihood(rollout, Nets.Parameters(shape), values);
        for (var i = 0; i < likelihood.Length; i++)
        {
            rollout.LogLikelihood[i] = (float)(likelihood[i] + differences[random.NextInt(4)]);
            rollout.Values[i] = (float)(values[i] + differences[random.NextInt(4)]);
        }

        return rollout;
    }

    private static (double Value, double Clipped) Objective(Rollout rollout, float[] parameters, PpoSettings settings)
    {
        var values = new double[rollout.Values.Length];
        var likelihood = Likelihood(rollout, parameters, values);
        double policy = 0, error = 0, clipped = 0;
        foreach (var sequence in Sequences)
        {
            for (var t = 0; t < Window; t++)
            {
                var i = (((sequence / Worlds * Window) + t) * Worlds) + (sequence % Worlds);
                var ratio = Math.Exp(likelihood[i] - rollout.LogLikelihood[i]);
                policy -= Math.Min(ratio * rollout.Advantages[i], Math.Clamp(ratio, 1 - settings.Clip, 1 + settings.Clip) * rollout.Advantages[i]);
                clipped += Math.Abs(ratio - 1) > settings.Clip ? 1 : 0;
                var near = rollout.Values[i] + Math.Clamp(values[i] - rollout.Values[i], -settings.Clip, settings.Clip);
                var (own, limited) = (Math.Pow(values[i] - rollout.Returns[i], 2), Math.Pow(near - rollout.Returns[i], 2));
                error += settings.ClipValues ? Math.Max(own, limited) : own;
            }
        }

        double count = Sequences.Length * Window;
        var entropy = 0.0;
        foreach (var deviation in rollout.Shape.LogDeviation.In(parameters))
            entropy += deviation + (0.5 * Math.Log(2 * Math.PI * Math.E));
        return ((policy / count) + (settings.ValueWeight * 0.5 * error / count) - (settings.Entropy * entropy), clipped / count);
    }

    private static double[] Likelihood(Rollout rollout, float[] parameters, double[]? values = null)
    {
        var shape = rollout.Shape;
        var network = new ActingNetwork(shape);
        network.Load(parameters);
        var likelihood = new double[rollout.Keep.Length];
        var (mean, memory) = (new float[shape.ActionSize], new float[Worlds * shape.MemoryStateSize]);
        for (var i = 0; i < likelihood.Length; i++)
        {
            var (t, world) = Math.DivRem(i, Worlds);
            var own = memory.AsSpan(world * shape.MemoryStateSize, shape.MemoryStateSize);
            if (t % Window == 0)
                rollout.Memory.AsSpan(((t / Window * Worlds) + world) * shape.MemoryStateSize, shape.MemoryStateSize).CopyTo(own);
            if (rollout.Keep[i] == 0)
                own.Clear();
            var value = network.Step(rollout.Inputs.AsSpan(i * shape.InputSize, shape.InputSize), own, mean, []);
            if (values is not null)
                values[i] = value;
            for (var k = 0; k < mean.Length; k++)
            {
                double deviation = shape.LogDeviation.In(parameters)[k];
                var z = (rollout.Raw[(i * mean.Length) + k] - (double)mean[k]) / Math.Exp(deviation);
                likelihood[i] -= (0.5 * z * z) + deviation + (0.5 * Math.Log(2 * Math.PI));
            }
        }

        return likelihood;
    }

    private static float[] Moved(float[] parameters, float[] direction, float step) => [.. parameters.Zip(direction, (p, d) => p + (step * d))];
}
