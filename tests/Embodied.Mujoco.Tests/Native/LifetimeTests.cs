using System.Runtime.CompilerServices;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Native;

public sealed class LifetimeTests
{
    [Fact]
    public void Use_after_disposal_is_an_exception_and_never_a_crash()
    {
        var model = MujocoModel.Load(Scenes.Chain());
        var simulation = (MujocoSimulation)model.CreateSimulation();
        var kinematics = model.CreateKinematics();
        var (state, frames) = (simulation.State, kinematics.Frames);
        for (var twice = 0; twice < 2; twice++)
        {
            simulation.Dispose();
            kinematics.Dispose();
            model.Dispose();
        }
        Assert.Throws<ObjectDisposedException>(() => simulation.Step(1));
        Assert.Throws<ObjectDisposedException>(() => simulation.Forward());
        Assert.Throws<ObjectDisposedException>(simulation.Reset);
        Assert.Throws<ObjectDisposedException>(() => simulation.Save());
        Assert.Throws<ObjectDisposedException>(() => state.Positions.Length);
        Assert.Throws<ObjectDisposedException>(() => state.Time);
        Assert.Throws<ObjectDisposedException>(() => state.ContactCount);
        Assert.Throws<ObjectDisposedException>(() => kinematics.Pose(new double[14]));
        Assert.Throws<ObjectDisposedException>(() => frames.Positions.Length);
        Assert.Throws<ObjectDisposedException>(() => model.Find(ElementKind.Segment, "root"));
        Assert.Throws<ObjectDisposedException>(model.CreateSimulation);
        Assert.Throws<ObjectDisposedException>(model.CreateKinematics);
        Assert.Equal(14, model.Info.PositionCount);
    }

    [Fact]
    public void A_simulation_outlives_the_disposal_of_its_model()
    {
        var model = MujocoModel.Load(Scenes.Chain());
        using var simulation = model.CreateSimulation();
        using var kinematics = model.CreateKinematics();
        model.Dispose();
        Assert.Equal(StepResult.Ok, simulation.Step(100));
        kinematics.Pose(simulation.State.Positions);
        Assert.Equal(simulation.State.SegmentPositions[5], kinematics.Frames.Positions[5], 12);
    }

    [Fact]
    public void Forgotten_worlds_are_collected_in_any_order()
    {
        for (var i = 0; i < 20; i++) Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var model = MujocoModel.Load(Scenes.Chain());
        using var simulation = model.CreateSimulation();
        Assert.Equal(StepResult.Ok, simulation.Step(10));
    }

    // The scene asks for 8000 constraints: honoured, a world would take half a gigabyte and these cycles minutes.
    [Fact]
    public void Worlds_are_small_and_their_memory_comes_back()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        for (var i = 0; i < 20; i++) Cycle(model);
        var before = ResidentBytes();
        for (var i = 0; i < 300; i++) Cycle(model);
        Assert.InRange(ResidentBytes() - before, long.MinValue, 64L << 20);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        var model = MujocoModel.Load(Scenes.Chain());
        model.CreateSimulation().Step(2);
        model.CreateKinematics();
    }

    private static void Cycle(MujocoModel model)
    {
        using var simulation = model.CreateSimulation();
        using var kinematics = model.CreateKinematics();
        simulation.Step(1);
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
