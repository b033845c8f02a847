using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching;

/// <summary>
/// Whether a body is strong enough for motions: in each frame, with the pose and the velocities of the motion, the forces of the actuators that give the velocities of the next.
/// Where they are beyond what an actuator has nobody follows the motion exactly, whatever the gains. Actuators that move the same joints share what is needed by how much they
/// move them, however strong they are. One per world.
/// </summary>
internal sealed class MotionDemands
{
    private static readonly ZeroActor Nobody = new();

    private readonly TeacherBody _body;
    private readonly InverseDynamicsTeacher _teacher;
    private readonly TrialStart _start;
    private readonly double[] _strengths;
    private readonly double[] _controls;

    /// <summary>Binds to a world.</summary>
    public MotionDemands(TeacherBody body, MujocoSimulation simulation)
    {
        _body = body;
        (_teacher, _start) = (new(simulation, body, TeacherGainSets.Still), new(body, simulation));
        var actuators = new MujocoDynamics(simulation).Actuators;
        _strengths = [.. Enumerable.Range(0, actuators.Count).Select(actuators.Strength)];
        _controls = new double[actuators.Count];
    }

    /// <summary>What motions ask of all actuators, whoever is asked too much most of the time first.</summary>
    public IReadOnlyList<ActuatorDemand> Of(IEnumerable<ReferenceMotion> motions)
    {
        var (frames, beyond, largest) = (0, new int[_strengths.Length], new double[_strengths.Length]);
        foreach (var motion in motions)
        {
            _teacher.Gains = Exactly(motion.Timestep);
            for (var frame = 0; frame + 1 < motion.Frames; frame++)
                frames += Measure(motion, frame, beyond, largest) ? 1 : 0;
        }

        return [.. beyond.Select((b, i) => new ActuatorDemand(NameOf(i), (double)b / Math.Max(1, frames), largest[i])).OrderByDescending(d => d.Beyond).ThenByDescending(d => d.Largest)];
    }

    private bool Measure(ReferenceMotion motion, int frame, int[] beyond, double[] largest)
    {
        if (!_start.Apply(motion, frame, Nobody))
            return false;
        _teacher.Act(motion, frame * motion.Timestep, _controls);
        for (var i = 0; i < largest.Length; i++)
        {
            // An actuator without a gain has no strength, and is asked for nothing.
            var share = _teacher.Forces[i] == 0 ? 0 : Math.Abs(_teacher.Forces[i]) / _strengths[i];
            beyond[i] += share > 1 ? 1 : 0;
            largest[i] = Math.Max(largest[i], share);
        }

        return true;
    }

    // From one frame to the next; nothing is corrected, for the body is where the motion is.
    private static TeacherGains Exactly(double timestep) => TeacherGainSets.Still with { Horizon = timestep, RootStiffness = 1 / timestep, TurnStiffness = 1 / timestep };

    private string NameOf(int actuator) => _body.Model.NameOf(ElementKind.Actuator, actuator) ?? $"{actuator}";
}
