using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Tests.Environments;

/// <summary>Whoever gives the latents that a whole agent computed moves the body as that agent did, to the bit: same senses, same memory, same actuation.</summary>
public sealed class DecoderActuationTests : IDisposable
{
    // Far enough for every latent to be within reach of an action.
    private const float Reach = 8;

    private static readonly (string, string)[] Sensing = [("sensors.joint-angles.delay", "2"), ("sensors.last-action", "on"), ("actuation.use", "direct"), ("actuation.delay", "1")];

    private readonly string _folder = Directory.CreateTempSubdirectory("decoder").FullName;
    private readonly WorldBuilder _builder = new(TableWorld.Catalog);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void The_latents_of_an_agent_lead_where_it_went(int memory)
    {
        Train(memory);
        using var own = _builder.For(TableWorld.Recipe(Sensing)).Build();
        using var above = _builder.For(TableWorld.Recipe(("actuation.use", "decoder"), ("actuation.agent", _folder), ("actuation.reach", $"{Reach}"))).Build();
        using var agent = SavedAgent.Open(_folder, own.Info.Observation, own.Info.Action);
        var (state, probes) = (new float[agent.Info.StateSize], new float[agent.Info.Probes.Size]);
        var (seen, action, ignored) = (new float[own.Info.Observation.Size], new float[own.Info.Action.Size], new float[above.Info.Observation.Size]);
        Assert.Equal(("latent", 4), (above.Info.Action.Channels[0].Name, above.Info.Action.Size));
        for (ulong episode = 1; episode < 3; episode++)
        {
            own.Reset(episode, seen);
            above.Reset(episode, ignored);
            Array.Clear(state);
            for (var step = 0; step < 40; step++)
            {
                agent.Act(new() { Count = 1, Observations = seen, States = state, Actions = action, Probes = probes });
                float[] latent = [.. probes.AsSpan(agent.Info.Probes.OffsetOf("latent/sample"), 4).ToArray().Select(z => z / Reach)];
                own.Step(action, seen);
                above.Step(latent, ignored);

                Assert.Equal(own.Simulation.State.Controls.ToArray(), above.Simulation.State.Controls.ToArray());
                Assert.Equal(own.Simulation.State.Positions.ToArray(), above.Simulation.State.Positions.ToArray());
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Train(int memory)
    {
        var recipe = TableWorld.Recipe(Sensing);
        using var file = new TemporaryFile("experiment.yaml", "embodied: 1\nname: low\nbody: test/table\ntask: { use: stand, sensors: { joint-angles: { delay: 2 }, last-action: on }, actuation: { use: direct, delay: 1 } }");
        var experiment = ExperimentFile.Read(file.Path);
        Assert.True(new Ppo().Train(new TrainingRequest
        {
            World = recipe,
            Environments = _builder,
            Network = new EncoderDecoderArchitecture().Describe(new Dictionary<string, string> { ["encoder"] = "8", ["latent"] = "4", ["goals"] = "proprioception/world_up", ["decoder"] = "8", ["memory"] = $"{memory}", ["critic"] = "8" }),
            RunFolder = _folder,
            Experiment = ExperimentWriter.Write(experiment, _builder.Resolve(experiment.World)),
            Settings = new Dictionary<string, string> { ["steps"] = "128", ["worlds"] = "4", ["horizon"] = "16", ["minibatches"] = "1", ["epochs"] = "1", ["validation.episodes"] = "0" },
            Seed = 3,
            Threads = 1,
        }, new Progress<WorkProgress>(), TestContext.Current.CancellationToken).Completed);
    }
}
