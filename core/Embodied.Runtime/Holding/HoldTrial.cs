using Embodied.Runtime.Arenas;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Holding;

/// <summary>Puts a body of position servos on the floor in a given pose, lets the physics run, and reports how far it drifted.</summary>
internal static class HoldTrial
{
    /// <summary>Runs a trial in a scene of its own.</summary>
    /// <param name="backend">Steps the scene.</param>
    /// <param name="body">A body with position actuation.</param>
    /// <param name="pose">qpos to hold; a free root is moved up or down until it stands on the floor.</param>
    /// <param name="seconds">How long, in the body's unit of time.</param>
    /// <param name="rate">Samples per unit of time of the recorded motion.</param>
    /// <exception cref="Sdk.Errors.InputException">The body cannot hold a pose.</exception>
    public static HoldReport Run(IBackend backend, IBody body, ReadOnlySpan<double> pose, double seconds = 1, double rate = 50)
    {
        var scene = new Scene { Arena = new FlatArena(), Bodies = [new(body)] };
        using var model = backend.Compile(scene);
        if (pose.Length != model.Info.PositionCount)
            throw new Sdk.Errors.InputException(body.Id, $"has {model.Info.PositionCount} positions; the pose has {pose.Length}");
        return Run(new BodyInScene(model, scene.Bodies[0]), pose, seconds, rate);
    }

    private static HoldReport Run(BodyInScene body, ReadOnlySpan<double> pose, double seconds, double rate)
    {
        using var simulation = body.Model.CreateSimulation();
        var state = simulation.State;
        var clipped = Start(body, simulation, pose);
        var started = state.Positions.ToArray();
        var root = Root(body, state);
        var substeps = Math.Max(1, (int)Math.Round(1 / (rate * body.Model.Info.Timestep)));
        var samples = new List<double[]> { started };
        var diverged = false;
        while (!diverged && state.Time < seconds - (0.5 * body.Model.Info.Timestep))
        {
            diverged = simulation.Step(substeps) == StepResult.Diverged;
            if (!diverged)
                samples.Add(state.Positions.ToArray());
        }

        var joints = body.Require(ElementKind.Joint, BodyNames.Joints(body)).Select(j => body.Model.JointAt(j).Position).ToArray();
        var last = samples[^1];
        var drifts = joints.Select(j => Math.Abs(last[j] - started[j])).DefaultIfEmpty(0).ToArray();
        return new()
        {
            Seconds = (samples.Count - 1) * substeps * body.Model.Info.Timestep,
            Diverged = diverged,
            ClippedControls = clipped,
            RootDrift = diverged ? double.NaN : Distance(root, Root(body, state)),
            MeanJointDrift = drifts.Average(),
            LargestJointDrift = drifts.Max(),
            Motion = Record(body, samples, 1 / (substeps * body.Model.Info.Timestep)),
        };
    }

    /// <summary>Writes pose, controls and resting activations.</summary>
    private static int Start(BodyInScene body, ISimulation simulation, ReadOnlySpan<double> pose)
    {
        var state = simulation.State;
        pose.CopyTo(state.Positions);
        simulation.Forward();
        GroundPlacement.For(body)?.Lower(simulation);
        var clipped = new PoseHold(body).Controls(state.Positions, state.Controls);
        // A filter at rest holds its control already; otherwise every servo would start slack.
        if (state.Activations.Length == state.Controls.Length)
            state.Controls.CopyTo(state.Activations);
        simulation.Forward();
        return clipped;
    }

    private static (double X, double Y, double Z) Root(BodyInScene body, SimulationState state)
    {
        var p = state.SegmentPositions.Slice(3 * body.Root, 3);
        return (p[0], p[1], p[2]);
    }

    private static double Distance((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        new Sdk.Geometry.Vec3(a.X - b.X, a.Y - b.Y, a.Z - b.Z).Length;

    private static Recording Record(BodyInScene body, List<double[]> samples, double rate) => new(
        "hold",
        [
            new()
            {
                Name = ChannelNames.Positions,
                Unit = "1",
                Shape = [samples.Count, body.Model.Info.PositionCount],
                Values = [.. samples.SelectMany(s => s)],
                Time = TimeBase.Regular(rate),
            },
        ],
        new() { Origin = body.Model.Info.Engine, Synthetic = true, Notes = ["a pose held by position servos in physics"] });
}
