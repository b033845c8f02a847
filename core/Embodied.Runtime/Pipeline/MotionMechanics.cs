using System.Numerics.Tensors;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>
/// What a recorded motion implies once the body is known: velocities, the generalised forces it needs (inverse dynamics, M(q) a + c(q, v) − passive; the
/// ground's forces are among them, since nobody measured them), the centre of mass and where the appendages are to the root.
/// </summary>
public static class MotionMechanics
{
    /// <summary>The recording with the channels it lacks; those it has are kept.</summary>
    /// <param name="catalog">Where the backend is found.</param>
    /// <param name="body">The body whose poses were recorded.</param>
    /// <param name="recording">A recording with qpos at a constant rate.</param>
    /// <exception cref="InputException">There is no qpos at a constant rate, it is not of this body, or a pose is not known.</exception>
    public static Recording Complete(Catalog catalog, IBody body, Recording recording)
    {
        var place = $"recording '{recording.Name}'";
        var poses = recording.Find(ChannelNames.Positions) is { Time.Rate: > 0, Shape.Count: 2 } found ? found
            : throw new InputException(place, $"has no '{ChannelNames.Positions}' at a constant rate that a body could be laid on", "Register it to the body first: embodied register FILE --body ID --out DIR");
        using var model = SoloScene.Alone(catalog, body);
        if (poses.Shape[1] != model.Info.PositionCount)
            throw new InputException(place, $"has {poses.Shape[1]} positions in a frame, '{body.Id}' has {model.Info.PositionCount}", "Give the body and the options that the recording was registered with.");
        if (Array.FindIndex(poses.Values, v => !double.IsFinite(v)) is >= 0 and var bad)
            throw new InputException(place, $"frame {bad / poses.Shape[1]} of '{ChannelNames.Positions}' is not known", "Cut it off, or register it again.");
        using var simulation = model.CreateSimulation();
        if (simulation is not MujocoSimulation world)
            throw new InputException(body.Id, $"inverse dynamics needs MuJoCo, not {model.Info.Engine}");
        var channels = Compute(world, new(model, new PlacedBody(body)), poses, Borders(recording, poses.Shape[0]));
        return new(recording.Name, [.. recording.Channels, .. channels.Where(c => recording.Find(c.Name) is null)], recording.Provenance);
    }

    private static IEnumerable<RecordingChannel> Compute(MujocoSimulation world, BodyInScene body, RecordingChannel poses, int[] borders)
    {
        var (frames, nq, nv, rate) = (poses.Shape[0], poses.Shape[1], body.Model.Info.VelocityCount, poses.Time!.Rate);
        var (velocities, accelerations) = (new double[frames * nv], new double[frames * nv]);
        using (var kinematics = ((IHasKinematics)body.Model).CreateKinematics())
        {
            Differences(borders, (frame, before, after) => kinematics.Differentiate(
                poses.Values.AsSpan(before * nq, nq), poses.Values.AsSpan(after * nq, nq), (after - before) / rate, velocities.AsSpan(frame * nv, nv)));
        }

        Differences(borders, (frame, before, after) =>
        {
            var target = accelerations.AsSpan(frame * nv, nv);
            TensorPrimitives.Subtract(velocities.AsSpan(after * nv, nv), velocities.AsSpan(before * nv, nv), target);
            TensorPrimitives.Multiply(target, rate / (after - before), target);
        });
        var (dynamics, measures) = (new MujocoDynamics(world), new BodyMeasures(body).Measures.Where(m => m.Name != ChannelNames.JointForces).ToArray());
        var (mass, forces) = (new double[nv * nv], new double[frames * nv]);
        double[][] measured = [.. measures.Select(m => new double[frames * m.Sizes.Aggregate(1, (n, s) => n * s)])];
        for (var frame = 0; frame < frames; frame++)
        {
            poses.Values.AsSpan(frame * nq, nq).CopyTo(world.State.Positions);
            velocities.AsSpan(frame * nv, nv).CopyTo(world.State.Velocities);
            world.Forward();
            dynamics.MassMatrix(mass);
            for (var i = 0; i < nv; i++)
                forces[(frame * nv) + i] = TensorPrimitives.Dot<double>(mass.AsSpan(i * nv, nv), accelerations.AsSpan(frame * nv, nv)) + dynamics.BiasForces[i] - dynamics.PassiveForces[i];
            for (var k = 0; k < measures.Length; k++)
            {
                var values = measures[k].Read(world.State);
                values.CopyTo(measured[k].AsSpan(frame * values.Length));
            }
        }

        RecordingChannel Channel(string name, string unit, int[] sizes, double[] values) => new() { Name = name, Unit = unit, Shape = [frames, .. sizes], Values = values, Time = poses.Time };
        return
        [
            Channel(ChannelNames.Velocities, "mixed", [nv], velocities),
            Channel(ChannelNames.NeededForces, "mixed", [nv], forces),
            .. measures.Select((m, k) => Channel(m.Name, m.Unit, m.Sizes, measured[k]) with { Frame = m.Frame, Labels = m.Labels }),
        ];
    }

    /// <summary>Central differences inside a stretch, one-sided ones at its ends; a stretch of one frame stands still.</summary>
    private static void Differences(int[] borders, Action<int, int, int> difference)
    {
        for (var s = 0; s + 1 < borders.Length; s++)
        {
            for (var frame = borders[s]; frame < borders[s + 1] && borders[s + 1] - borders[s] > 1; frame++)
                difference(frame, Math.Max(borders[s], frame - 1), Math.Min(borders[s + 1] - 1, frame + 1));
        }
    }

    private static int[] Borders(Recording recording, int frames)
    {
        if (recording.Find(AssayChannels.Lengths) is { } lengths && lengths.Values.Sum() == frames)
            return [.. lengths.Values.Aggregate(new List<int> { 0 }, (list, length) => [.. list, list[^1] + (int)length])];
        return recording.Find(ChannelNames.Clips) is { } clips ? [.. clips.Values.Select(v => (int)v), frames] : [0, frames];
    }
}
