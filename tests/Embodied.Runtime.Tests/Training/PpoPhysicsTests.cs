using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Mujoco;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Tasks;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Tests.Training;

/// <summary>Standard problems of control, solved from the contracts up: body in MJCF, task, sensors, physics, learning, saved agent.</summary>
[Trait("speed", "slow")]
public sealed class PpoPhysicsTests
{
    [Fact]
    public void An_inverted_pendulum_learns_to_stand() => RequireReturn(
        CartPole.Body, CartPole.Setup, least: 195, untrainedMost: 80,
        new() { ["steps"] = "61440", ["learning_rate"] = "1e-3", ["horizon"] = "128" });

    [Fact]
    public void A_planar_arm_learns_to_reach() => RequireReturn(
        Reacher.Body, Reacher.Setup, least: -10, untrainedMost: -45,
        new() { ["steps"] = "80000", ["learning_rate"] = "3e-3", ["horizon"] = "50", ["discount"] = "0.9", ["entropy"] = "0" });

    private static void RequireReturn(IBody body, Func<TaskSetup> setup, double least, double untrainedMost, Dictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("physics").FullName;
        try
        {
            var source = new Source(body, setup);
            foreach (var (key, value) in new[] { ("worlds", "16"), ("epochs", "8"), ("minibatches", "4"), ("weight_decay", "0"), ("window", settings["horizon"]) })
                settings[key] = value;
            var returns = new List<double>();
            var request = new TrainingRequest
            {
                World = new() { Task = "test" },
                Environments = source,
                Network = NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string> { ["actor"] = "32,32", ["critic"] = "32,32", ["log_deviation"] = "-0.5" }),
                RunFolder = folder,
                Settings = settings,
                Seed = 3,
                Threads = 2,
                Updates = new Listener(update => returns.Add(update.Metrics.First(m => m.Key == "charts/episodic_return").Value)),
            };
            Assert.True(new Ppo().Train(request, new Progress<WorkProgress>(), CancellationToken.None).Completed);
            Assert.True(returns[0] <= untrainedMost, $"solved before learning: {returns[0]}");

            using var world = new EnvironmentBuilder(new MujocoBackend(), body, setup).Build();
            using var controller = SavedAgent.Open(folder, world.Info.Observation, world.Info.Action);
            var reached = Evaluate(controller, world, episodes: 20);
            TestContext.Current.SendDiagnosticMessage("{0}: {1:F1} at first, {2:F1} in training at last, {3:F2} by mean actions", body.Id, returns[0], returns[^1], reached);
            Assert.True(reached >= least, $"the mean return is {reached}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Evaluate(NetworkController controller, PhysicsEnvironment world, int episodes)
    {
        var (observation, action) = (new float[world.Info.Observation.Size], new float[world.Info.Action.Size]);
        var sum = 0.0;
        for (var e = 0; e < episodes; e++)
        {
            world.Reset((ulong)(1000 + e), observation);
            Outcome outcome;
            do
            {
                controller.Act(new() { Count = 1, Observations = observation, States = [], Actions = action });
                outcome = world.Step(action, observation);
                sum += outcome.Reward;
            }
            while (outcome.End == EpisodeEnd.None);
        }

        return sum / episodes;
    }

    private sealed class Source(IBody body, Func<TaskSetup> setup) : IEnvironmentFactory
    {
        public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads) =>
            new EnvironmentBuilder(new MujocoBackend(), body, setup).BuildVector(count, threads);
    }

    private sealed class Listener(Action<TrainingUpdate> listen) : IProgress<TrainingUpdate>
    {
        public void Report(TrainingUpdate value) => listen(value);
    }
}
