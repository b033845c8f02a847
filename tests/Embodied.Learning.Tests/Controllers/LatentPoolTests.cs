using Embodied.Learning.Controllers;
using Embodied.Learning.Tests.Support;

namespace Embodied.Learning.Tests.Controllers;

public sealed class LatentPoolTests
{
    private const int Size = 7;

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_removed_latent_is_zero_and_a_given_one_is_what_was_given(int memory)
    {
        using var controller = Nets.Controller(Nets.Latent(memory));
        controller.Latents = LatentPool.Silent(Size);
        Assert.All(Sample(controller), z => Assert.Equal(0, z, 1e-5f));

        var given = Nets.Gaussians(Size, 9);
        controller.Latents = new(Size);
        controller.Latents.Add(given);
        Near.Assert(given, Sample(controller), 1e-5);
    }

    [Fact]
    public void The_same_seed_takes_the_same_latent_of_many()
    {
        using var controller = Nets.Controller(Nets.Latent());
        controller.Latents = new(Size);
        for (var i = 0UL; i < 50; i++)
            controller.Latents.Add(Nets.Gaussians(Size, i));

        Assert.Equal(Sample(controller, 3), Sample(controller, 3));
        Assert.NotEqual(Sample(controller, 3), Sample(controller, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Looking_at_a_latent_changes_nothing(int memory)
    {
        using var controller = Nets.Controller(Nets.Latent(memory));
        var (observation, state) = (Nets.Gaussians(Nets.Observations, 4), Nets.Gaussians(controller.Info.StateSize, 5));
        var before = (float[])state.Clone();

        var mean = controller.LatentMean(observation, state).ToArray();
        var deviation = controller.ActionDeviation(observation, state, 40, 1);

        Assert.Equal(before, state);
        Near.Assert(mean, Probe(controller, "latent/mean", 0, state), 1e-6);
        Assert.Equal(deviation, controller.ActionDeviation(observation, state, 40, 1));
        Assert.NotEqual(deviation, controller.ActionDeviation(observation, state, 40, 2));
    }

    /// <summary>What single steps with drawn latents and mean actions vary by.</summary>
    [Fact]
    public void The_deviation_of_actions_is_that_of_single_draws()
    {
        using var controller = Nets.Controller(Nets.Latent(5));
        var (observation, state, draws) = (Nets.Gaussians(Nets.Observations, 4), Nets.Gaussians(controller.Info.StateSize, 5), 4000);
        controller.ActionNoise = 0;
        var actions = Enumerable.Range(0, draws).Select(i => Act(controller, observation, state, (ulong)i)).ToArray();
        var expected = Enumerable.Range(0, Nets.Actions).Average(a => Math.Sqrt(actions.Average(x => (double)x[a] * x[a]) - Math.Pow(actions.Average(x => (double)x[a]), 2)));

        Assert.Equal(1, controller.ActionDeviation(observation, state, draws, 6) / expected, 0.05);
    }

    [Fact]
    public void Replacing_and_looking_allocate_nothing()
    {
        using var controller = Nets.Controller(Nets.Latent(5));
        controller.Latents = LatentPool.Silent(Size);
        var (observation, state, actions) = (Nets.Gaussians(Nets.Observations, 4), new float[controller.Info.StateSize], new float[Nets.Actions]);
        ulong[] seeds = [1];
        void Once()
        {
            controller.Act(new() { Count = 1, Observations = observation, States = state, Actions = actions, Seeds = seeds });
            controller.LatentMean(observation, state);
            controller.ActionDeviation(observation, state, 40, 1);
        }

        Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Once();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Act(NetworkController controller, float[] observation, float[] state, ulong seed)
    {
        var actions = new float[Nets.Actions];
        controller.Act(new() { Count = 1, Observations = observation, States = (float[])state.Clone(), Actions = actions, Seeds = [seed] });
        return actions;
    }

    private static float[] Sample(NetworkController controller, ulong seed = 3) => Probe(controller, "latent/sample", seed, new float[controller.Info.StateSize]);

    private static float[] Probe(NetworkController controller, string name, ulong seed, float[] state)
    {
        var probes = new float[controller.Info.Probes.Size];
        controller.Act(new()
        {
            Count = 1,
            Observations = Nets.Gaussians(Nets.Observations, 4),
            States = (float[])state.Clone(),
            Actions = new float[Nets.Actions],
            Probes = probes,
            Seeds = seed == 0 ? [] : [seed],
        });
        return probes.AsSpan(controller.Info.Probes.OffsetOf(name), controller.LatentSize).ToArray();
    }
}
