using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Export;
using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Torch;
using Embodied.Learning.Training;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Training;
using Fixture.Good;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Tests.Networks;

/// <summary>Networks written block by block: they act as they learn, their gradients are the slopes of what they compute, and exported they give the same.</summary>
public sealed class GraphTests
{
    private const int Steps = 12;
    private const int Sequences = 3;

    private static readonly Layout Observation = new(
    [
        new("reference/joints", 4, "rad"), new("proprioception/joints", 3, "rad"), new("privileged/friction", 1, "1"), new("eye", 6 * 5 * 2, "1") { Shape = [6, 5, 2] },
    ]);

    /// <summary>Networks by name, as settings of <c>core/network</c>.</summary>
    private static readonly Dictionary<string, (string, string)[]> Networks = new(StringComparer.Ordinal)
    {
        ["latent with an LSTM decoder, critic that sees more"] =
        [
            ("encoder.kind", "dense"), ("encoder.inputs", "reference/*,proprioception/*"), ("encoder.widths", "10,9"),
            ("latent.kind", "gaussian"), ("latent.inputs", "encoder"), ("latent.size", "4"),
            ("decoder.kind", "lstm"), ("decoder.inputs", "latent,proprioception/*"), ("decoder.size", "7"),
            ("action.kind", "action"), ("action.inputs", "decoder"),
            ("critic.kind", "dense"), ("critic.inputs", "!eye"), ("critic.widths", "8"), ("critic.nonlinearity", "elu"),
            ("value.kind", "value"), ("value.inputs", "critic"),
        ],
        ["convolutional eye"] =
        [
            ("retina.kind", "convolution"), ("retina.inputs", "eye"), ("retina.filters", "3"), ("retina.kernel", "3"), ("retina.padding", "1"), ("retina.nonlinearity", "elu"),
            ("cortex.kind", "convolution"), ("cortex.inputs", "retina"), ("cortex.filters", "3"), ("cortex.kernel", "3"), ("cortex.padding", "1"), ("cortex.residual", "true"),
            ("pooled.kind", "convolution"), ("pooled.inputs", "cortex"), ("pooled.filters", "2"), ("pooled.kernel", "2"), ("pooled.stride", "2"), ("pooled.nonlinearity", "tanh"),
            ("features.kind", "dense"), ("features.inputs", "pooled,proprioception/*"), ("features.widths", "6,6"), ("features.residual", "true"),
            ("action.kind", "action"), ("action.inputs", "features"), ("value.kind", "value"), ("value.inputs", "features"),
        ],
        ["two memories and two latents"] =
        [
            ("fast.kind", "rnn"), ("fast.inputs", "proprioception/*"), ("fast.size", "5"),
            ("slow.kind", "gru"), ("slow.inputs", "fast,reference/*"), ("slow.size", "4"),
            ("one.kind", "gaussian"), ("one.inputs", "slow"), ("one.size", "2"), ("two.kind", "gaussian"), ("two.inputs", "fast"), ("two.size", "3"),
            ("action.kind", "action"), ("action.inputs", "one,two,proprioception/*"),
            ("judge.kind", "lstm"), ("judge.inputs", "privileged/friction,slow"), ("judge.size", "3"), ("value.kind", "value"), ("value.inputs", "judge"),
        ],
        ["block of a plugin between others"] =
        [
            ("encoder.kind", "dense"), ("encoder.inputs", "reference/*"), ("encoder.widths", "6"),
            ("leaky.kind", Leaky.LeakyId), ("leaky.inputs", "encoder,proprioception/*"), ("leaky.units", "5"), ("leaky.leak", "0.4"),
            ("actor.kind", "dense"), ("actor.inputs", "leaky,encoder"), ("actor.widths", "6"),
            ("action.kind", "action"), ("action.inputs", "actor"), ("value.kind", "value"), ("value.inputs", "leaky"),
        ],
    };

    static GraphTests() => BlockKinds.Add(Leaky.LeakyId, () => new("Leaky units", Leaky.Settings, Leaky.From));

    public static TheoryData<string> Names { get; } = [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Acts_as_it_learns(string name)
    {
        var shape = Shape(name);
        var parameters = Nets.Parameters(shape);
        var (inputs, noise, keep) = (Nets.Gaussians(Steps * Sequences * shape.InputSize, 7), Nets.Gaussians(Steps * Sequences * shape.NoiseSize, 8), Keep());
        var network = new ActingNetwork(shape);
        network.Load(parameters);
        var (means, values, memory) = (new float[keep.Length * 2], new float[keep.Length], new float[Sequences * shape.MemoryStateSize]);
        for (var t = 0; t < Steps; t++)
        {
            for (var s = 0; s < Sequences; s++)
            {
                if (keep[(t * Sequences) + s] == 0)
                    memory.AsSpan(s * shape.MemoryStateSize, shape.MemoryStateSize).Clear();
            }

            network.Step(new ActingRows
            {
                Count = Sequences,
                Inputs = inputs.AsSpan(t * Sequences * shape.InputSize, Sequences * shape.InputSize),
                Memory = memory,
                Noise = noise.AsSpan(t * Sequences * shape.NoiseSize, Sequences * shape.NoiseSize),
                Means = means.AsSpan(t * Sequences * 2, Sequences * 2),
                Values = values.AsSpan(t * Sequences, Sequences),
            });
        }

        using var scope = NewDisposeScope();
        using var learning = new LearningNetwork(shape);
        learning.Load(parameters);
        var found = Run(learning, shape, inputs, noise, keep);

        Near.Assert(found.Mean.contiguous().Numbers().ToArray(), means, 1e-5);
        Near.Assert(found.Value.contiguous().Numbers().ToArray(), values, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_the_same_to_the_bit_in_any_batch_and_allocates_nothing(string name)
    {
        const int rows = 35;
        var shape = Shape(name);
        var network = new ActingNetwork(shape);
        network.Load(Nets.Parameters(shape));
        var (inputs, noise, start) = (Nets.Gaussians(rows * shape.InputSize, 3), Nets.Gaussians(rows * shape.NoiseSize, 4), Nets.Gaussians(rows * shape.MemoryStateSize, 5, 0.3));
        float[] memory = [.. start], means = new float[rows * 2], values = new float[rows], probes = new float[rows * shape.Probes.Size];
        network.Step(new ActingRows { Count = rows, Inputs = inputs, Memory = memory, Noise = noise, Means = means, Values = values, Probes = probes });
        var (mean, probe) = (new float[2], new float[shape.Probes.Size]);
        for (var row = 0; row < rows; row++)
        {
            var own = start.AsSpan(row * shape.MemoryStateSize, shape.MemoryStateSize).ToArray();
            var value = network.Step(inputs.AsSpan(row * shape.InputSize, shape.InputSize), own, mean, probe, noise.AsSpan(row * shape.NoiseSize, shape.NoiseSize));
            Assert.Equal(value, values[row]);
            Assert.Equal(means.AsSpan(row * 2, 2).ToArray(), mean);
            Assert.Equal(probes.AsSpan(row * shape.Probes.Size, shape.Probes.Size).ToArray(), probe);
            Assert.Equal(memory.AsSpan(row * shape.MemoryStateSize, shape.MemoryStateSize).ToArray(), own);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            network.Step(new ActingRows { Count = rows, Inputs = inputs, Memory = memory, Noise = noise, Means = means, Values = values, Probes = probes });
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_slope(string name)
    {
        var shape = Shape(name);
        var parameters = Nets.Parameters(shape);
        var (inputs, noise, keep) = (Nets.Gaussians(Steps * Sequences * shape.InputSize, 17), Nets.Gaussians(Steps * Sequences * shape.NoiseSize, 18), Keep());
        var gradient = new float[shape.ParameterCount];
        using var learning = new LearningNetwork(shape);
        double Loss(float[] at, bool differentiate = false)
        {
            using var scope = NewDisposeScope();
            learning.Load(at);
            var found = Run(learning, shape, inputs, noise, keep);
            var loss = found.Mean.tanh().Squared().sum().Plus(found.Value.Squared().sum()).Plus(Learning.Training.LatentPrior.Divergence(found.Latents, Tensors.From(keep, Steps, Sequences, 1), 0.9).Times(0.1));
            if (differentiate)
            {
                learning.Backward(loss);
                learning.Gradient(gradient);
            }

            return loss.ToNumber();
        }

        Loss(parameters, differentiate: true);
        foreach (var block in shape.Blocks.Where(b => b != shape.LogDeviation))
        {
            var direction = new float[shape.ParameterCount];
            Nets.Gaussians(block.Size, (ulong)block.Offset + 1, 1 / Math.Sqrt(block.Size)).CopyTo(block.In(direction));
            const float step = 2e-3f;
            var slope = (Loss(Moved(step)) - Loss(Moved(-step))) / (2 * step);
            var found = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            Assert.True(Math.Abs(slope - found) <= 0.02 + (0.02 * Math.Abs(slope)), $"{block.Name}: slope {slope}, gradient {found}");

            float[] Moved(float by) => [.. parameters.Zip(direction, (p, d) => p + (by * d))];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Exported_it_gives_the_same(string name)
    {
        const int worlds = 4;
        var shape = Shape(name);
        var controller = Nets.Controller(shape);
        var facts = new AgentFacts { Network = shape.Spec, Observation = Observation.Channels, Action = [new("drive", 2, "1")], ControlTimestep = 0.02 };
        using var session = new InferenceSession(OnnxExport.Bytes(controller, facts));
        var (states, actions, theirs) = (new float[worlds * controller.Info.StateSize], new float[worlds * 2], new float[worlds * controller.Info.StateSize]);
        for (var t = 0; t < 5; t++)
        {
            var seen = Nets.Gaussians(worlds * shape.ObservationSize, (ulong)t + 1);
            controller.Act(new() { Count = worlds, Observations = seen, States = states, Actions = actions });
            var inputs = new List<NamedOnnxValue> { NamedOnnxValue.CreateFromTensor("observation", new DenseTensor<float>(seen, [worlds, shape.ObservationSize])) };
            if (states.Length > 0)
                inputs.Add(NamedOnnxValue.CreateFromTensor("state", new DenseTensor<float>(theirs, [worlds, controller.Info.StateSize])));
            using var outputs = session.Run(inputs);
            Near.Assert(actions, [.. outputs.First(o => o.Name == "action").AsTensor<float>()], 1e-5);
            if (states.Length == 0)
                continue;
            theirs = [.. outputs.First(o => o.Name == "state_next").AsTensor<float>()];
            Near.Assert(states, theirs, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_and_the_agent_opens_again(string name)
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["worlds"] = "4",
            ["horizon"] = "20",
            ["window"] = "10",
            ["epochs"] = "1",
            ["minibatches"] = "2",
            ["steps"] = "240",
            ["validation.episodes"] = "0",
        };
        var request = new TrainingRequest
        {
            Environments = new WorldSource(_ => new GlimpseWorld(Observation, 2)),
            World = new() { Task = "test" },
            Network = Describe(Networks[name]),
            RunFolder = folder.Path,
            Settings = settings,
            Seed = 2,
            Threads = 2,
        };

        var trained = new Ppo().Train(request, new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

        Assert.True(trained.Completed);
        using var agent = SavedAgent.Open(trained.Checkpoint!);
        var first = Initialization.Draw(agent.Shape, TrainingSeeds.Of(2, TrainingSeeds.Weights));
        // Every block has learnt: none of its weights is where it began.
        Assert.All(agent.Shape.Blocks, b => Assert.False(b.In(first).SequenceEqual(b.In(agent.Parameters)), b.Name));
    }

    [Fact]
    public void A_critic_may_see_what_the_actor_does_not()
    {
        var shape = Shape("latent with an LSTM decoder, critic that sees more");
        var network = new ActingNetwork(shape);
        network.Load(Nets.Parameters(shape));
        var (action, other) = (new float[2], new float[2]);
        var observation = Nets.Gaussians(shape.InputSize, 5);
        var value = network.Step(observation, new float[shape.MemoryStateSize], action, []);
        observation[Observation.OffsetOf("privileged/friction")] += 1;
        var otherValue = network.Step(observation, new float[shape.MemoryStateSize], other, []);

        Assert.Equal(action, other);
        Assert.NotEqual(value, otherValue);
    }

    [Theory]
    [InlineData("action.inputs", "decodr", "reads 'decodr'", "Did you mean 'decoder'?")]
    [InlineData("decoder.inputs", "critic", "reads 'critic'", "")]
    [InlineData("encoder.inputs", "refrence/joints", "reads 'refrence/joints'", "Did you mean 'reference/joints'?")]
    [InlineData("decoder.kind", "lstn", "is of the unknown kind 'lstn'", "Did you mean 'lstm'?")]
    [InlineData("decoder.size", "0", "has size 0", "")]
    [InlineData("decoder.units", "4", "has no setting 'units'", "")]
    [InlineData("encoder.kind", "convolution", "has no setting 'widths'", "")]
    [InlineData("critic.inputs", "!eyes", "reads 'eyes'", "Did you mean 'eye'?")]
    [InlineData("value.kind", "dense", "has 0 blocks of the kind 'value'", "")]
    public void What_does_not_hold_together_is_told(string key, string value, string problem, string hint)
    {
        var settings = Networks["latent with an LSTM decoder, critic that sees more"].Where(s => s.Item1 != key).Append((key, value));

        var refused = Assert.Throws<InputException>(() => new NetworkShape(Describe(settings), Observation, 2));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(hint, refused.Hint ?? "", StringComparison.Ordinal);
    }

    private static NetworkShape Shape(string name) => new(Describe(Networks[name]), Observation, 2);

    private static NetworkSpec Describe(IEnumerable<(string Key, string Value)> settings) =>
        new GraphArchitecture().Describe(settings.ToDictionary(s => "blocks." + s.Key, s => s.Value, StringComparer.Ordinal));

    private static NetworkOutput Run(LearningNetwork network, NetworkShape shape, float[] inputs, float[] noise, float[] keep) => network.Run(
        Tensors.From(inputs, Steps, Sequences, shape.InputSize),
        shape.MemoryStateSize > 0 ? zeros(Sequences, shape.MemoryStateSize) : null,
        Tensors.From(keep, Steps, Sequences, 1),
        shape.NoiseSize > 0 ? Tensors.From(noise, Steps, Sequences, shape.NoiseSize) : null);

    private static float[] Keep() => [.. Enumerable.Range(0, Steps * Sequences).Select(i => i % 11 == 5 ? 0f : 1f)];
}
