using Embodied.Learning.Networks;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Torch;
using static TorchSharp.torch;

namespace Embodied.Learning.Tests.Networks;

public sealed class ActingNetworkTests
{
    private const int Steps = 40;
    private const int Sequences = 3;

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void Agrees_with_libtorch_over_sequences_of_episodes(string kind) => RequireAgreement(Nets.Shape(kind));

    [Theory]
    [InlineData("mlp", "relu")]
    [InlineData("mlp", "elu")]
    [InlineData("gru", "relu")]
    [InlineData("lstm", "elu")]
    public void Agrees_with_libtorch_with_an_encoder_and_other_nonlinearities(string kind, string nonlinearity) =>
        RequireAgreement(Nets.Shape(kind, nonlinearity, "70,9"));

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void Probes_hold_every_layer_and_change_nothing(string kind)
    {
        var shape = Nets.Shape(kind, encoder: "6");
        var network = new ActingNetwork(shape);
        network.Load(Nets.Parameters(shape));
        var input = Nets.Gaussians(shape.InputSize, 3);
        var (plain, probed) = (new float[shape.MemoryStateSize], new float[shape.MemoryStateSize]);
        var (mean, sameMean, probes) = (new float[Nets.Actions], new float[Nets.Actions], new float[shape.Probes.Size]);

        var value = network.Step(input, plain, mean, []);

        Assert.Equal(value, network.Step(input, probed, sameMean, probes));
        Assert.Equal(mean, sameMean);
        Assert.Equal(plain, probed);
        Assert.Equal(mean, probes.AsSpan(shape.Probes.OffsetOf("action"), Nets.Actions).ToArray());
        Assert.Equal(value, probes[shape.Probes.OffsetOf("value")]);
        if (shape.MemoryStateSize > 0)
            Assert.Equal(probed[..Nets.Units], probes.AsSpan(shape.Probes.OffsetOf("memory"), Nets.Units).ToArray());
        Assert.DoesNotContain(0f, probes);
    }

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void A_row_is_the_same_to_the_bit_in_any_batch(string kind)
    {
        const int rows = 39;
        var shape = Nets.Shape(kind, encoder: "21");
        var network = new ActingNetwork(shape);
        network.Load(Nets.Parameters(shape));
        var inputs = Nets.Gaussians(rows * shape.InputSize, 3);
        var start = Nets.Gaussians(rows * shape.MemoryStateSize, 4, 0.3);
        float[] memory = [.. start], means = new float[rows * Nets.Actions], values = new float[rows], probes = new float[rows * shape.Probes.Size];

        network.Step(new ActingRows { Count = rows, Inputs = inputs, Memory = memory, Means = means, Values = values, Probes = probes });

        for (var row = 0; row < rows; row++)
        {
            var own = start.AsSpan(row * shape.MemoryStateSize, shape.MemoryStateSize).ToArray();
            var (mean, probe) = (new float[Nets.Actions], new float[shape.Probes.Size]);
            var value = network.Step(inputs.AsSpan(row * shape.InputSize, shape.InputSize), own, mean, probe);
            Assert.Equal(value, values[row]);
            Assert.Equal(mean, means[(row * Nets.Actions)..((row + 1) * Nets.Actions)]);
            Assert.Equal(probe, probes[(row * shape.Probes.Size)..((row + 1) * shape.Probes.Size)]);
            Assert.Equal(own, memory[(row * shape.MemoryStateSize)..((row + 1) * shape.MemoryStateSize)]);
        }
    }

    private static void RequireAgreement(NetworkShape shape)
    {
        var parameters = Nets.Parameters(shape);
        var inputs = Nets.Gaussians(Steps * Sequences * shape.InputSize, 7);
        var start = Nets.Gaussians(Sequences * shape.MemoryStateSize, 8, 0.3);
        var keep = new float[Steps * Sequences];
        for (var i = 0; i < keep.Length; i++)
            keep[i] = i % 11 == 5 ? 0 : 1;

        var (means, values) = Act(shape, parameters, inputs, (float[])start.Clone(), keep);

        using var scope = NewDisposeScope();
        using var network = new LearningNetwork(shape);
        network.Load(parameters);
        var memory = start.Length > 0 ? Tensors.From(start, Sequences, shape.MemoryStateSize) : null;
        var (mean, value, _) = network.Run(Tensors.From(inputs, Steps, Sequences, shape.InputSize), memory, Tensors.From(keep, Steps, Sequences, 1));
        Near.Assert(mean.contiguous().Numbers().ToArray(), means, 1e-5);
        Near.Assert(value.contiguous().Numbers().ToArray(), values, 1e-5);
    }

    private static (float[] Means, float[] Values) Act(NetworkShape shape, float[] parameters, float[] inputs, float[] memory, float[] keep)
    {
        var network = new ActingNetwork(shape);
        network.Load(parameters);
        var (means, values) = (new float[keep.Length * Nets.Actions], new float[keep.Length]);
        for (var i = 0; i < keep.Length; i++)
        {
            var own = memory.AsSpan(i % Sequences * shape.MemoryStateSize, shape.MemoryStateSize);
            if (keep[i] == 0)
                own.Clear();
            values[i] = network.Step(inputs.AsSpan(i * shape.InputSize, shape.InputSize), own, means.AsSpan(i * Nets.Actions, Nets.Actions), []);
        }

        return (means, values);
    }
}
