using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Environments;

public class VectorEnvironmentTests
{
    private const int Worlds = 7;

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        var one = Trace(threads: 1, steps: 200);
        Assert.Equal(one, Trace(threads: 2, steps: 200));
        Assert.Equal(one, Trace(threads: 3, steps: 200));
        Assert.Equal(one, Trace(threads: 64, steps: 200));
        Assert.NotEqual(one, Trace(threads: 1, steps: 200, seed: 10));
    }

    [Fact]
    public void Ended_worlds_begin_again_and_leave_their_last_observation()
    {
        using var environment = Create(threads: 2, maximumSteps: 5);
        var buffers = new StepBuffers(Worlds, environment.Info);
        environment.Reset(3, buffers.Observations);
        var actions = new float[Worlds * environment.Info.Action.Size];
        for (var i = 0; i < 4; i++)
        {
            environment.Step(actions, buffers);
            Assert.All(buffers.Ends, e => Assert.Equal(EpisodeEnd.None, e));
            Assert.All(buffers.FinalObservations, x => Assert.Equal(0, x));
        }

        environment.Step(actions, buffers);
        Assert.All(buffers.Ends, e => Assert.Equal(EpisodeEnd.Truncated, e));
        Assert.Contains(buffers.FinalObservations, x => x != 0);
        Assert.NotEqual(buffers.FinalObservations, buffers.Observations);
        environment.Step(actions, buffers);
        Assert.All(buffers.Ends, e => Assert.Equal(EpisodeEnd.None, e));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_failure_of_the_first_failing_world_surfaces(int threads)
    {
        var worlds = Enumerable.Range(0, 5).Select(i => (IEnvironment)new FailingWorld(i is 2 or 4 ? $"world {i} broke" : null)).ToArray();
        using var environment = new VectorEnvironment(worlds, threads);
        var buffers = new StepBuffers(5, environment.Info);
        environment.Reset(1, buffers.Observations);
        var failure = Assert.Throws<DivergenceException>(() => environment.Step(new float[5], buffers));
        Assert.Equal("world 2 broke", failure.Message);
    }

    [Fact]
    public void Worlds_differ_from_each_other()
    {
        using var environment = Create(threads: 1);
        var observations = new float[Worlds * environment.Info.Observation.Size];
        environment.Reset(5, observations);
        var rows = observations.Chunk(environment.Info.Observation.Size).Select(r => string.Join(' ', r)).Distinct(StringComparer.Ordinal);
        Assert.Equal(Worlds, rows.Count());
    }

    [Fact]
    public void The_scene_is_compiled_once()
    {
        var backend = new CountingBackend();
        using var environment = new EnvironmentBuilder(backend, FigureBody.Rover(), () => WalkTask.Setup()).BuildVector(Worlds, 2);
        Assert.Equal(1, backend.Compiled);
    }

    [Fact]
    public void Buffers_of_another_size_are_refused()
    {
        using var environment = Create(threads: 1);
        Assert.Throws<ArgumentException>(() => environment.Reset(1, new float[3]));
        Assert.Throws<ArgumentException>(() => environment.Step(new float[3], new StepBuffers(Worlds, environment.Info)));
    }

    private static VectorEnvironment Create(int threads, int maximumSteps = 40) => new EnvironmentBuilder(
        new PlanarBackend(), FigureBody.Rover(lag: 0.1), () => WalkTask.Setup(new WalkTask(maximumSteps: maximumSteps))).BuildVector(Worlds, threads);

    private static float[] Trace(int threads, int steps, ulong seed = 9)
    {
        using var environment = Create(threads);
        var buffers = new StepBuffers(Worlds, environment.Info);
        environment.Reset(seed, buffers.Observations);
        var trace = new List<float>(buffers.Observations);
        var random = new RandomStream(2);
        var actions = new float[Worlds * environment.Info.Action.Size];
        for (var i = 0; i < steps; i++)
        {
            for (var k = 0; k < actions.Length; k++)
                actions[k] = (float)random.NextUniform(-1, 1);
            environment.Step(actions, buffers);
            trace.AddRange([.. buffers.Observations, .. buffers.FinalObservations, .. buffers.Rewards]);
            trace.AddRange(buffers.Ends.Select(e => (float)e));
        }

        return [.. trace];
    }

    private sealed class CountingBackend : IBackend
    {
        public int Compiled { get; private set; }

        public string Id => "counting";

        public IModel Compile(Scene scene)
        {
            Compiled++;
            return new PlanarBackend().Compile(scene);
        }
    }

    private sealed class FailingWorld(string? failure) : IEnvironment
    {
        public EnvironmentInfo Info { get; } = new()
        {
            Observation = new([new("nothing", 1, "1")]),
            Action = new([new("nothing", 1, "1")]),
            RewardTerms = ["none"],
            ControlTimestep = 1,
            Substeps = 1,
        };

        public ReadOnlySpan<double> RewardTerms => new double[1];

        public void Reset(ulong seed, Span<float> observation)
        {
        }

        public Outcome Step(ReadOnlySpan<float> action, Span<float> observation) =>
            failure is null ? new(0, EpisodeEnd.None) : throw new DivergenceException(failure);

        public void Dispose()
        {
        }
    }
}
