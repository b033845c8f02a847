using System.Numerics.Tensors;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Motions;

/// <summary>
/// The velocities and accelerations a body is to have so that it follows a motion: v* = v_ref(t + T) + λ e(t). Joints are to reach v* within the
/// horizon T; the root, which only forces at the feet can move, approaches it at a rate of its own. Rewritten each step; allocates nothing.
/// </summary>
internal sealed class WantedMotion(TeacherBody body, MujocoDynamics dynamics)
{
    private readonly MotionSampler _sampler = new(body.Joints);
    private readonly double[] _pose = new double[dynamics.PositionCount];

    /// <summary>The motion's pose minus the body's, in the tangent space, [nv].</summary>
    public double[] Error { get; } = new double[dynamics.VelocityCount];

    /// <summary>What is added to <see cref="Error"/>, so that another pose is followed than the motion's, [nv]; 0 unless somebody sets it.</summary>
    public double[] Offsets { get; } = new double[dynamics.VelocityCount];

    /// <summary>The motion's velocities one horizon ahead, [nv].</summary>
    public double[] Reference { get; } = new double[dynamics.VelocityCount];

    /// <summary>v*, [nv].</summary>
    public double[] Velocity { get; } = new double[dynamics.VelocityCount];

    /// <summary>a*, [nv].</summary>
    public double[] Acceleration { get; } = new double[dynamics.VelocityCount];

    /// <summary>Errors, reference velocities and v* at a time of a motion.</summary>
    public void Aim(ReferenceMotion motion, double time, TeacherGains gains)
    {
        _sampler.Positions(motion, time, _pose);
        dynamics.Difference(dynamics.Simulation.State.Positions, _pose, Error);
        MotionSampler.Velocities(motion, time + gains.Horizon, Reference);
        TensorPrimitives.Add<double>(Error, Offsets, Error);
        for (var i = 0; i < Velocity.Length; i++)
            Velocity[i] = Reference[i] + (Rate(i, gains.RootRate, gains.TurnRate, gains.JointRate) * Error[i]);
    }

    /// <summary>a* from v*.</summary>
    public void Accelerate(TeacherGains gains)
    {
        var now = dynamics.Simulation.State.Velocities;
        for (var i = 0; i < Velocity.Length; i++)
            Acceleration[i] = Rate(i, gains.RootStiffness, gains.TurnStiffness, 1 / gains.Horizon) * (Velocity[i] - now[i]);
    }

    private double Rate(int velocity, double root, double turn, double joint) =>
        velocity >= body.RootVelocities ? joint : velocity < 3 ? root : turn;
}
