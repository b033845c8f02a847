using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Environments;

namespace Embodied.Runtime.Tests.Environments;

/// <summary>What all threads allocate together can only be counted while no other test runs.</summary>
[CollectionDefinition(nameof(VectorAllocationTests), DisableParallelization = true)]
[Collection(nameof(VectorAllocationTests))]
public sealed class VectorAllocationTests
{
    private const int Worlds = 7;

    [Fact]
    public void A_step_allocates_nothing_on_any_thread()
    {
        using var environment = new EnvironmentBuilder(
            new PlanarBackend(), FigureBody.Rover(lag: 0.1), () => WalkTask.Setup(new WalkTask(maximumSteps: 40))).BuildVector(Worlds, threads: 2);
        var buffers = new StepBuffers(Worlds, environment.Info);
        environment.Reset(3, buffers.Observations);
        var actions = new float[Worlds * environment.Info.Action.Size];
        Array.Fill(actions, 0.7f);
        var least = long.MaxValue;
        for (var repetition = 0; repetition < 5; repetition++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < 1000; i++)
                environment.Step(actions, buffers);
            // The runtime itself may allocate meanwhile, so the least of several runs counts.
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.True(least < 1000, $"{least} bytes in 1000 steps");
    }
}
