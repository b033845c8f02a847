using Embodied.Learning.Controllers;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Tests.Controllers;

public sealed class NetworkControllerTests
{
    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void A_world_gets_the_same_bits_alone_and_in_any_company(string kind)
    {
        const int worlds = 9;
        const int steps = 6;
        var controller = Nets.Controller(Nets.Shape(kind, encoder: "33"));
        var size = controller.Info.StateSize;
        var together = new float[worlds * size];
        var alone = new float[worlds * size];
        for (var t = 0; t < steps; t++)
        {
            var observations = Nets.Gaussians(worlds * Nets.Observations, (ulong)t, 3);
            var (joint, single) = (new float[worlds * Nets.Actions], new float[worlds * Nets.Actions]);
            Act(controller, worlds, observations, together, joint);
            for (var w = worlds - 1; w >= 0; w--)
                Act(controller, 1, observations.AsSpan(w * Nets.Observations, Nets.Observations), alone.AsSpan(w * size, size), single.AsSpan(w * Nets.Actions, Nets.Actions));
            Assert.Equal(joint, single);
        }

        Assert.Equal(together, alone);
    }

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void Acting_allocates_nothing(string kind)
    {
        const int worlds = 4;
        var controller = Nets.Controller(Nets.Shape(kind, "elu", "33"));
        var (states, actions) = (new float[worlds * controller.Info.StateSize], new float[worlds * Nets.Actions]);
        var (observations, probes) = (Nets.Gaussians(worlds * Nets.Observations, 2), new float[worlds * controller.Info.Probes.Size]);
        ulong[] seeds = [1, 2, 3, 4];
        for (var i = 0; i < 3; i++)
            controller.Act(new() { Count = worlds, Observations = observations, States = states, Actions = actions, Probes = probes, Seeds = seeds });

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            controller.Act(new() { Count = worlds, Observations = observations, States = states, Actions = actions, Probes = probes, Seeds = seeds });

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Drawn_actions_do_not_depend_on_the_batch(int memory)
    {
        const int worlds = 64;
        var controller = Nets.Controller(Nets.Latent(memory));
        var size = controller.Info.StateSize;
        var observations = Nets.Gaussians(worlds * controller.ObservationSize, 2);
        ulong[] seeds = [.. Enumerable.Range(0, worlds).Select(w => RandomStream.For(9, (ulong)w).State)];
        float[] together = new float[worlds * size], alone = new float[worlds * size], actions = new float[worlds * Nets.Actions], single = new float[Nets.Actions];
        for (var step = 0; step < 3; step++)
        {
            controller.Act(new() { Count = worlds, Observations = observations, States = together, Actions = actions, Seeds = seeds });
            for (var w = 0; w < worlds; w++)
            {
                controller.Act(new()
                {
                    Count = 1,
                    Observations = observations.AsSpan(w * controller.ObservationSize, controller.ObservationSize),
                    States = alone.AsSpan(w * size, size),
                    Actions = single,
                    Seeds = seeds.AsSpan(w, 1),
                });
                Assert.Equal(actions.AsSpan(w * Nets.Actions, Nets.Actions).ToArray(), single);
            }
        }

        Assert.Equal(together, alone);
    }

    [Fact]
    public void Draws_come_from_the_seed_around_the_mean()
    {
        const int draws = 4000;
        var shape = new Learning.Networks.NetworkShape(Nets.Spec("mlp", more: ("action", "clip")), Nets.Observations, Nets.Actions);
        var parameters = Nets.Parameters(shape);
        shape.LogDeviation.In(parameters).Fill(MathF.Log(0.05f));
        // A mean near 0, so that nothing is cut off.
        shape.Parameter("action.weight").In(parameters).Clear();
        shape.Parameter("action.bias").In(parameters).Fill(0.1f);
        var controller = new NetworkController(shape, parameters, new(Nets.Observations));
        float[] Sample(ulong seed)
        {
            var actions = new float[draws * Nets.Actions];
            controller.Act(new() { Count = draws, Observations = new float[draws * Nets.Observations], States = [], Actions = actions, Seeds = [.. Enumerable.Range(0, draws).Select(d => RandomStream.For(seed, (ulong)d).State)] });
            return actions;
        }

        var sample = Sample(3);
        Assert.Equal(sample, Sample(3));
        Assert.NotEqual(sample, Sample(4));
        var mean = sample.Average(a => (double)a);
        Assert.Equal(0.1, mean, 0.002);
        Assert.Equal(0.05, Math.Sqrt(sample.Average(a => (a - mean) * (a - mean))), 0.002);
    }

    [Fact]
    public void A_history_shows_the_newest_first_and_zeros_before_the_episode()
    {
        var shape = Nets.Shape("mlp-history");
        var controller = new NetworkController(shape, Nets.Parameters(shape), new(Nets.Observations));
        var state = new float[controller.Info.StateSize];
        controller.ResetState(state, 1);
        for (var t = 1; t <= 3; t++)
            Act(controller, 1, Enumerable.Repeat((float)t, Nets.Observations).ToArray(), state, new float[Nets.Actions]);

        float[] shown = [3, 2, 1, 0];
        Assert.Equal(shown.SelectMany(x => Enumerable.Repeat(x, Nets.Observations)), state);
    }

    private static void Act(NetworkController controller, int worlds, ReadOnlySpan<float> observations, Span<float> states, Span<float> actions) =>
        controller.Act(new ControllerBatch { Count = worlds, Observations = observations, States = states, Actions = actions });
}
