using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Torch;
using Embodied.Learning.Training;
using Embodied.Sdk.Errors;
using static TorchSharp.torch;

namespace Embodied.Learning.Tests.Networks;

public sealed class LatentTests
{
    private const int Steps = 20;
    private const int Sequences = 3;

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Acts_as_it_learns(int memory)
    {
        var shape = Nets.Latent(memory);
        var (parameters, network) = Loaded(shape);
        var inputs = Nets.Gaussians(Steps * Sequences * shape.InputSize, 7);
        var noise = Nets.Gaussians(Steps * Sequences * shape.NoiseSize, 8);
        var keep = Keep();
        var (means, values, memories) = (new float[keep.Length * Nets.Actions], new float[keep.Length], new float[Sequences * shape.MemoryStateSize]);
        for (var i = 0; i < keep.Length; i++)
        {
            var own = memories.AsSpan(i % Sequences * shape.MemoryStateSize, shape.MemoryStateSize);
            if (keep[i] == 0)
                own.Clear();
            values[i] = network.Step(Row(inputs, i, shape.InputSize), own, means.AsSpan(i * Nets.Actions, Nets.Actions), [], Row(noise, i, shape.NoiseSize));
        }

        using var scope = NewDisposeScope();
        using var learning = new LearningNetwork(shape);
        learning.Load(parameters);
        var found = learning.Run(
            Tensors.From(inputs, Steps, Sequences, shape.InputSize),
            memory > 0 ? zeros(Sequences, shape.MemoryStateSize) : null,
            Tensors.From(keep, Steps, Sequences, 1),
            Tensors.From(noise, Steps, Sequences, shape.NoiseSize));
        Near.Assert(found.Mean.contiguous().Numbers().ToArray(), means, 1e-5);
        Near.Assert(found.Value.contiguous().Numbers().ToArray(), values, 1e-5);
    }

    [Fact]
    public void Probes_show_mean_scale_and_sample()
    {
        var shape = Nets.Latent(memory: 5);
        var (_, network) = Loaded(shape);
        var (probes, noise) = (new float[shape.Probes.Size], Nets.Gaussians(shape.NoiseSize, 3));

        network.Step(Nets.Gaussians(shape.InputSize, 4), new float[shape.MemoryStateSize], [], probes, noise);

        Assert.Equal(
            ["encoder/0", "encoder/1", "latent/mean", "latent/scale", "latent/sample", "decoder/memory", "decoder/0", "decoder/1", "action", "critic/0", "value"],
            shape.Probes.Channels.Select(c => c.Name));
        var (mean, scale, sample) = (Of("latent/mean"), Of("latent/scale"), Of("latent/sample"));
        Assert.All(scale, s => Assert.InRange(s, 0.01f, 1));
        for (var i = 0; i < mean.Length; i++)
            Assert.Equal(mean[i] + (scale[i] * noise[i]), sample[i], 1e-6f);

        float[] Of(string name) => probes.AsSpan(shape.Probes.OffsetOf(name), shape.NoiseSize).ToArray();
    }

    /// <summary>Observations are goal, joints (2), goal, touch.</summary>
    [Fact]
    public void The_goal_reaches_the_action_through_the_latent_alone()
    {
        var shape = Nets.Latent();
        var (parameters, network) = Loaded(shape);
        shape.Parameter("latent/mean.weight").In(parameters).Clear();
        network.Load(parameters);
        float[] observation = [0.3f, -0.2f, 0.9f, 1.1f, -0.6f];

        var (action, value) = Act(network, observation);
        var (otherGoal, otherValue) = Act(network, [-2, -0.2f, 0.9f, 2, -0.6f]);
        var (otherBody, _) = Act(network, [0.3f, 0.5f, 0.9f, 1.1f, -0.6f]);

        Assert.Equal(action, otherGoal);
        Assert.NotEqual(action, otherBody);
        Assert.NotEqual(value, otherValue);
    }

    [Theory]
    [InlineData("nothing/*")]
    [InlineData("goal/*,joints,touch")]
    public void Goals_that_are_none_or_all_are_refused(string goals)
    {
        var spec = new EncoderDecoderArchitecture().Describe(new Dictionary<string, string> { ["goals"] = goals });

        var refused = Assert.Throws<InputException>(() => new NetworkShape(spec, new Sdk.Sensing.Layout([new("goal/near", 1, "m"), new("joints", 2, "rad"), new("touch", 1, "1")]), 2));

        Assert.Contains("joints", refused.Message + refused.Hint, StringComparison.Ordinal);
    }

    /// <summary>KL(N(m, s²) ‖ N(p, v)) by adding up q log(q / p) over a fine grid.</summary>
    [Fact]
    public void The_divergence_is_that_from_a_latent_that_drifts()
    {
        const double correlation = 0.95;
        double[] means = [0.4, -0.3, 0.8], scales = [0.3, 0.9, 0.05], samples = [0.7, -1.1, 0.8];
        using var scope = NewDisposeScope();
        var latent = new LatentOutput(Along(means), Along(scales), Along(samples));

        var found = LatentPrior.Divergence(latent, Tensors.From([1, 1, 0], 3, 1, 1), correlation).contiguous().Numbers().ToArray();

        double[] expected =
        [
            Divergence(means[0], scales[0], 0, 1),
            Divergence(means[1], scales[1], correlation * samples[0], 1 - (correlation * correlation)),
            Divergence(means[2], scales[2], 0, 1),
        ];
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], found[i], 1e-4);

        static Tensor Along(double[] values) => Tensors.From([.. values.Select(v => (float)v)], 3, 1, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void The_gradient_of_distillation_is_the_slope_of_its_loss(int memory)
    {
        var shape = Nets.Latent(memory);
        var lesson = new Lesson(shape, 2, 6, 3);
        Nets.Gaussians(lesson.Inputs.Length, 1).CopyTo(lesson.Inputs, 0);
        Nets.Gaussians(lesson.Labels.Length, 2, 0.4).CopyTo(lesson.Labels, 0);
        Nets.Gaussians(lesson.Memory.Length, 3, 0.3).CopyTo(lesson.Memory, 0);
        for (var i = 0; i < lesson.Keep.Length; i++)
            lesson.Keep[i] = i % 5 == 3 ? 0 : 1;
        var (parameters, gradient) = (Nets.Parameters(shape), new float[shape.ParameterCount]);
        var latent = new LatentSettings { Weight = 0.3 };
        using var gradients = new DistillationGradient(shape, 2, 2);
        double Loss(float[] at)
        {
            var (regression, divergence) = gradients.Compute([lesson], [3, 0, 2], at, new float[shape.ParameterCount], latent, 5);
            return regression + (latent.Weight * divergence);
        }

        gradients.Compute([lesson], [3, 0, 2], parameters, gradient, latent, 5);

        foreach (var block in shape.Blocks.Where(b => !b.Name.StartsWith("critic", StringComparison.Ordinal)))
        {
            var direction = new float[shape.ParameterCount];
            Nets.Gaussians(block.Size, (ulong)block.Offset, 1 / Math.Sqrt(block.Size)).CopyTo(block.In(direction));
            const float step = 2e-3f;
            var slope = (Loss(Moved(step)) - Loss(Moved(-step))) / (2 * step);
            var found = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            Assert.True(Math.Abs(slope - found) <= 0.003 + (0.02 * Math.Abs(slope)), $"{block.Name}: slope {slope}, gradient {found}");

            float[] Moved(float by) => [.. parameters.Zip(direction, (p, d) => p + (by * d))];
        }
    }

    private static double Divergence(double mean, double scale, double priorMean, double priorVariance)
    {
        var (sum, step) = (0.0, scale / 200);
        for (var x = mean - (8 * scale); x < mean + (8 * scale); x += step)
        {
            var logQ = -0.5 * (((x - mean) * (x - mean) / (scale * scale)) + Math.Log(2 * Math.PI * scale * scale));
            var logP = -0.5 * (((x - priorMean) * (x - priorMean) / priorVariance) + Math.Log(2 * Math.PI * priorVariance));
            sum += Math.Exp(logQ) * (logQ - logP) * step;
        }

        return sum;
    }

    private static (float[] Action, float Value) Act(ActingNetwork network, float[] observation)
    {
        var action = new float[Nets.Actions];
        return (action, network.Step(observation, [], action, []));
    }

    private static (float[] Parameters, ActingNetwork Network) Loaded(NetworkShape shape)
    {
        var (parameters, network) = (Nets.Parameters(shape), new ActingNetwork(shape));
        network.Load(parameters);
        return (parameters, network);
    }

    private static float[] Keep() => [.. Enumerable.Range(0, Steps * Sequences).Select(i => i % 11 == 5 ? 0f : 1f)];

    private static ReadOnlySpan<float> Row(float[] values, int row, int size) => values.AsSpan(row * size, size);
}
