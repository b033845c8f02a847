using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Xunit;

namespace Embodied.Testing;

/// <summary>What every controller must satisfy.</summary>
public abstract class ControllerConformance
{
    private const int Worlds = 3;

    /// <summary>The architecture.</summary>
    protected abstract IControllerFactory Factory { get; }

    /// <summary>What the controller is made for.</summary>
    protected virtual ControllerRequest Request { get; } = new()
    {
        Observation = new([new Channel("senses", 12, "1")]),
        Action = new([new Channel("controls", 4, "1", -1, 1)]),
        ControlTimestep = 0.02,
        Seed = 1,
    };

    /// <summary>Same seed and same observations give the same actions, probes and memory.</summary>
    [Fact]
    public void Same_seed_gives_the_same_bits() => Assert.Equal(Run(sampled: true, worlds: Worlds), Run(sampled: true, worlds: Worlds));

    /// <summary>Mean actions are finite and inside [−1, 1].</summary>
    [Fact]
    public void Mean_actions_are_in_range()
    {
        var result = Run(sampled: false, worlds: Worlds);
        Assert.All(result, x => Assert.True(float.IsFinite(x)));
        Assert.All(result.Take(Worlds * Request.Action.Size), a => Assert.InRange(a, -1f, 1f));
    }

    /// <summary>A world's mean action does not depend on its neighbours in the batch, up to rounding.</summary>
    [Fact]
    public void Worlds_do_not_see_each_other()
    {
        var alone = Run(sampled: false, worlds: 1);
        var together = Run(sampled: false, worlds: Worlds);
        for (var i = 0; i < Request.Action.Size; i++)
            Assert.Equal(alone[i], together[i], 1e-4f);
    }

    /// <summary>Acting allocates nothing.</summary>
    [Fact]
    public void Acting_allocates_nothing()
    {
        using var controller = Factory.Create(Request);
        var buffers = new Buffers(controller, Request, Worlds);
        for (var i = 0; i < 20; i++)
            buffers.Act(controller, sampled: true, seed: (ulong)i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            buffers.Act(controller, sampled: true, seed: (ulong)i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private float[] Run(bool sampled, int worlds)
    {
        using var controller = Factory.Create(Request);
        var buffers = new Buffers(controller, Request, worlds);
        for (var i = 0; i < 3; i++)
            buffers.Act(controller, sampled, seed: (ulong)i);
        return [.. buffers.Actions, .. buffers.States, .. buffers.Probes];
    }

    private sealed class Buffers
    {
        private readonly int _worlds;
        private readonly float[] _observations;

        public Buffers(IController controller, ControllerRequest request, int worlds)
        {
            _worlds = worlds;
            _observations = new float[worlds * request.Observation.Size];
            States = new float[worlds * controller.Info.StateSize];
            Actions = new float[worlds * request.Action.Size];
            Probes = new float[worlds * controller.Info.Probes.Size];
            var random = new RandomStream(5);
            for (var i = 0; i < _observations.Length; i++)
                _observations[i] = (float)random.NextGaussian();
            for (var w = 0; w < worlds; w++)
                controller.ResetState(States.AsSpan(w * controller.Info.StateSize, controller.Info.StateSize), seed: (ulong)w);
        }

        public float[] States { get; }

        public float[] Actions { get; }

        public float[] Probes { get; }

        public void Act(IController controller, bool sampled, ulong seed)
        {
            var batch = new ControllerBatch
            {
                Count = _worlds,
                Observations = _observations,
                States = States,
                Actions = Actions,
                Probes = Probes,
                Seeds = sampled ? [.. Enumerable.Range(0, _worlds).Select(w => RandomStream.For(seed, (ulong)w).State)] : [],
            };
            controller.Act(in batch);
        }
    }
}
