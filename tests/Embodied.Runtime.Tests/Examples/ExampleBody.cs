using Embodied.Mujoco;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Holding;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Testing;
using Embodied.Tests;

namespace Embodied.Runtime.Tests.Examples;

/// <summary>What the worked species must hold beyond conformance: at rest they stay where they are.</summary>
public abstract class ExampleBody : BodyConformance
{
    protected abstract string Species { get; }

    protected override IBody Body => BodyResolver.ReadFile(Path.Combine(SharedData.RepositoryRoot, "examples", Species, Species + ".yaml"));

    protected override IBackend Backend { get; } = new MujocoBackend();

    [Fact]
    public void Stands_still_at_rest()
    {
        var scene = new Scene { Arena = new FlatArena(), Bodies = [new(Body)], Physics = new() { Timestep = 0.0005 } };
        using var model = Backend.Compile(scene);
        var body = new BodyInScene(model, scene.Bodies[0]);
        using var simulation = model.CreateSimulation();
        simulation.Forward();
        GroundPlacement.For(body)!.Lower(simulation);
        simulation.Forward();
        Assert.Equal(Body.Roles.StandingHeight, Height(simulation.State), 0.1 * Body.Roles.StandingHeight);

        Assert.Equal(StepResult.Ok, simulation.Step(2000));

        Assert.Equal(Body.Roles.StandingHeight, Height(simulation.State), 0.2 * Body.Roles.StandingHeight);
        Assert.True(simulation.State.SegmentRotations[(9 * body.Root) + 8] > 0.98);
        Assert.All(simulation.State.Velocities.ToArray().Take(3), v => Assert.True(Math.Abs(v) < 0.5 * Body.Roles.StandingHeight));

        double Height(SimulationState state) => state.SegmentPositions[(3 * body.Root) + 2];
    }
}

public sealed class AntTests : ExampleBody
{
    protected override string Species => "ant";
}

public sealed class WormTests : ExampleBody
{
    protected override string Species => "worm";
}
