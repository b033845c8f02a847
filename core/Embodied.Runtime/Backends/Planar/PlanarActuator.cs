using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>What a planar actuator does in one integration step.</summary>
internal readonly struct PlanarActuator
{
    public PlanarActuator(int agent, Actuator actuator, double timestep)
    {
        Agent = agent;
        Direction = actuator.Name switch { PlanarSupport.Forward => 0, PlanarSupport.Sideways => 1, _ => 2 };
        Gain = actuator.Gain * actuator.Gear;
        Range = actuator.ControlRange;
        // The exact solution of τ da/dt = u − a over one step with the control held.
        Approach = actuator.TimeConstant > 0 ? 1 - Math.Exp(-timestep / actuator.TimeConstant) : 1;
    }

    /// <summary>Which agent it moves.</summary>
    public int Agent { get; }

    /// <summary>0 forward, 1 sideways, 2 turn.</summary>
    public int Direction { get; }

    /// <summary>Speed per unit of activation.</summary>
    public double Gain { get; }

    /// <summary>Allowed controls.</summary>
    public Interval Range { get; }

    /// <summary>Share of the way from activation to control made in one step.</summary>
    public double Approach { get; }
}
