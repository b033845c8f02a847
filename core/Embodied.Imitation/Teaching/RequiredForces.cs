using System.Numerics.Tensors;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching;

/// <summary>
/// The generalised forces that give a body its wanted accelerations: inverse dynamics with springs and dampers taken at the end of the horizon T, as
/// the implicit Euler method does: (M + T·D + T²·K)·a + c − p + T·K·v. Strongly damped joints are servos of velocity; with their damping taken at the
/// beginning, forces would be wrong by the larger part.
/// </summary>
internal sealed class RequiredForces(MujocoDynamics dynamics)
{
    private readonly double[] _mass = new double[dynamics.VelocityCount * dynamics.VelocityCount];

    /// <summary>The forces, [nv].</summary>
    public double[] Values { get; } = new double[dynamics.VelocityCount];

    /// <summary>Computes them.</summary>
    public void Compute(WantedMotion wanted, double horizon)
    {
        var size = Values.Length;
        dynamics.MassMatrix(_mass);
        var bias = dynamics.BiasForces;
        var passive = dynamics.PassiveForces;
        var damping = dynamics.Damping;
        var stiffness = dynamics.Stiffness;
        var velocities = dynamics.Simulation.State.Velocities;
        for (var i = 0; i < size; i++)
        {
            var implicitly = horizon * (damping[i] + (horizon * stiffness[i])) * wanted.Acceleration[i];
            Values[i] = TensorPrimitives.Dot<double>(_mass.AsSpan(i * size, size), wanted.Acceleration)
                + implicitly + bias[i] - passive[i] + (horizon * stiffness[i] * velocities[i]);
        }
    }
}
