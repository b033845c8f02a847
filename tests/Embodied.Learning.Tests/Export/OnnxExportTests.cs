using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Export;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Embodied.Learning.Tests.Export;

/// <summary>Exported controllers compute in ONNX Runtime what they compute here.</summary>
public sealed class OnnxExportTests
{
    private const int Worlds = 3;
    private const int Steps = 50;
    private const float Tolerance = 1e-5f;
    private static readonly Channel[] Observation = [new("position", 2, "m"), new("speed", 3, "m/s")];
    private static readonly Channel[] Action = [new("drive", 2, "1")];

    public static TheoryData<string, string, string, string> Controllers
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var id in NetworkArchitecture.All.Keys.Order(StringComparer.Ordinal))
            {
                data.Add(id, "", "tanh", "tanh");
                data.Add(id, "24,16", "relu", "clip");
                data.Add(id, "16", "elu", "tanh");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Controllers))]
    public void Model_follows_the_controller(string id, string encoder, string nonlinearity, string transform)
    {
        var spec = NetworkArchitecture.All[id].Describe(new Dictionary<string, string> { ["encoder"] = encoder, ["nonlinearity"] = nonlinearity, ["action"] = transform });
        var difference = LargestDifference(spec);

        TestContext.Current.TestOutputHelper?.WriteLine($"{id} {nonlinearity} {transform}: {difference:E2}");
        Assert.InRange(difference, 0, Tolerance);
    }

    [Theory]
    [InlineData("gru")]
    [InlineData("lstm")]
    public void Model_with_memory_and_history_follows_the_controller(string memory)
    {
        var spec = NetworkArchitecture.All[$"core/{memory}"].Describe(new Dictionary<string, string> { ["memory"] = "12", ["encoder"] = "10" }) with { History = 3 };

        Assert.InRange(LargestDifference(spec), 0, Tolerance);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    public void Model_with_a_latent_at_its_mean_follows_the_controller(string memory)
    {
        var spec = new EncoderDecoderArchitecture().Describe(new Dictionary<string, string>
        {
            ["encoder"] = "24",
            ["latent"] = "5",
            ["goals"] = "position",
            ["memory"] = memory,
            ["decoder"] = "16",
            ["critic"] = "8",
        });

        Assert.InRange(LargestDifference(spec), 0, Tolerance);
    }

    [Fact]
    public void Metadata_tells_what_the_numbers_are()
    {
        var (controller, facts) = Make(NetworkArchitecture.All["core/lstm"].Describe(new Dictionary<string, string> { ["memory"] = "4" }) with { Id = "test/small" });
        using var session = new InferenceSession(OnnxExport.Bytes(controller, facts));
        var metadata = session.ModelMetadata.CustomMetadataMap;

        Assert.Equal("test/small", metadata["id"]);
        Assert.Equal("position[2] m\nspeed[3] m/s", metadata["observation"]);
        Assert.Equal("drive[2] 1", metadata["action"]);
        Assert.Equal("0.04", metadata["control_timestep_s"]);
        Assert.Equal("8", metadata["state_size"]);
        Assert.Equal("embodied", session.ModelMetadata.ProducerName);
        Assert.Equal([-1, 5], session.InputMetadata["observation"].Dimensions);
        Assert.Equal([-1, 8], session.InputMetadata["state"].Dimensions);
        Assert.Equal(["action", "state_next", "value"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Controller_without_memory_has_no_state()
    {
        var (controller, facts) = Make(Plain);
        using var session = new InferenceSession(OnnxExport.Bytes(controller, facts));

        Assert.Equal(["observation"], session.InputMetadata.Keys);
        Assert.Equal(["action", "value"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Same_controller_gives_the_same_bytes()
    {
        var (first, facts) = Make(Plain);
        var (second, _) = Make(Plain);

        Assert.Equal(OnnxExport.Bytes(first, facts), OnnxExport.Bytes(second, facts));
    }

    [Fact]
    public void Place_that_cannot_be_written_is_named_and_left_alone()
    {
        var (controller, facts) = Make(Plain);
        var folder = Directory.CreateTempSubdirectory("onnx").FullName;
        try
        {
            var path = Path.Combine(folder, "model.onnx");
            Directory.CreateDirectory(path);

            var error = Assert.Throws<InputException>(() => OnnxExport.Write(path, controller, facts));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static NetworkSpec Plain => NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string>());

    private static (NetworkController Controller, AgentFacts Facts) Make(NetworkSpec spec)
    {
        var (observation, action) = (new Layout(Observation), new Layout(Action));
        var shape = new NetworkShape(spec, observation, action.Size);
        var parameters = Initialization.Draw(shape, 7);
        var random = new RandomStream(11);
        // Initial biases are zeros, which would hide a bias that is left out.
        foreach (var block in shape.Blocks.Where(b => b.Columns == 1))
        {
            foreach (ref var bias in block.In(parameters))
                bias = 0.3f * (float)random.NextGaussian();
        }

        var normalizer = new ObservationNormalizer(observation.Size);
        normalizer.Add(Draw(ref random, 200 * observation.Size));
        return (new(shape, parameters, normalizer), new() { Network = spec, Observation = Observation, Action = Action, ControlTimestep = 0.04 });
    }

    // Offsets and spreads differ between channels; a few lie beyond the normaliser's limit.
    private static float[] Draw(ref RandomStream random, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (i % 5) + ((1 + (i % 3)) * (float)random.NextGaussian() * (random.NextInt(100) == 0 ? 30 : 1));
        return values;
    }

    private static float LargestDifference(NetworkSpec spec)
    {
        var (controller, facts) = Make(spec);
        using var session = new InferenceSession(OnnxExport.Bytes(controller, facts));
        var (observations, states) = (controller.Shape.ObservationSize, controller.Info.StateSize);
        var (own, theirs) = (new float[Worlds * states], new float[Worlds * states]);
        var actions = new float[Worlds * controller.Shape.ActionSize];
        var probes = new float[Worlds * controller.Info.Probes.Size];
        var random = new RandomStream(13);
        var largest = 0f;
        for (var t = 0; t < Steps; t++)
        {
            var seen = Draw(ref random, Worlds * observations);
            controller.Act(new() { Count = Worlds, Observations = seen, States = own, Actions = actions, Probes = probes });
            var inputs = new List<NamedOnnxValue> { NamedOnnxValue.CreateFromTensor("observation", new DenseTensor<float>(seen, [Worlds, observations])) };
            if (states > 0)
                inputs.Add(NamedOnnxValue.CreateFromTensor("state", new DenseTensor<float>(theirs, [Worlds, states])));
            using var outputs = session.Run(inputs);
            float[] Given(string name) => [.. outputs.First(o => o.Name == name).AsTensor<float>()];
            if (states > 0)
                theirs = Given("state_next");
            // The value is the last probe.
            float[] values = [.. Enumerable.Range(0, Worlds).Select(w => probes[((w + 1) * controller.Info.Probes.Size) - 1])];
            largest = new[] { largest, Farthest(Given("action"), actions), Farthest(theirs, own), Farthest(Given("value"), values) }.Max();
        }

        return largest;
    }

    private static float Farthest(float[] a, float[] b)
    {
        Assert.Equal(a.Length, b.Length);
        Assert.DoesNotContain(a, float.IsNaN);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).DefaultIfEmpty().Max();
    }
}
