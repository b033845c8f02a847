using Embodied.Runtime.Following;
using Embodied.Sdk.Control;

namespace Embodied.Runtime.Tests.Following;

public sealed class DelayedControllerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_seen_is_so_many_steps_old_and_the_first_until_then(int late)
    {
        using var controller = new DelayedController(new Repeater(), 2, late);
        // Two worlds, the second of which takes the row of the first when that ends.
        var states = new float[2 * controller.Info.StateSize];
        for (var world = 0; world < 2; world++)
            controller.ResetState(states.AsSpan(world * controller.Info.StateSize, controller.Info.StateSize), 0);
        var size = controller.Info.StateSize;
        for (var step = 0; step < 10; step++)
        {
            var rows = step < 5 ? 2 : 1;
            if (step == 5)
                states.AsSpan(size).CopyTo(states);
            float[] observations = [.. Enumerable.Range(3 - rows, rows).SelectMany(w => (float[])[(100 * w) + step, -step])];
            var actions = new float[rows * 2];

            controller.Act(new() { Count = rows, Observations = observations, States = states.AsSpan(0, rows * size), Actions = actions });

            var seen = Math.Max(0, step - late);
            Assert.Equal([.. Enumerable.Range(3 - rows, rows).SelectMany(w => (float[])[(100 * w) + seen, -seen])], actions);
        }

        // The memory of the controller inside goes on.
        Assert.Equal(10, states[0]);
    }

    [Fact]
    public void It_allocates_nothing_per_step()
    {
        using var controller = new DelayedController(new Repeater(), 2, 2);
        var (states, observations, actions) = (new float[3 * controller.Info.StateSize], new float[6], new float[6]);
        void Act() => controller.Act(new() { Count = 3, Observations = observations, States = states, Actions = actions });
        Act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Act();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Does what it sees, and counts.</summary>
    private sealed class Repeater : IController
    {
        public ControllerInfo Info { get; } = new() { Id = "test/repeater", StateSize = 1 };

        public void ResetState(Span<float> state, ulong seed) => state.Clear();

        public void Act(in ControllerBatch batch)
        {
            batch.Observations.CopyTo(batch.Actions);
            for (var i = 0; i < batch.Count; i++)
                batch.States[i]++;
        }

        public void Dispose()
        {
        }
    }
}
