namespace Embodied.OdorPlume.Controllers;

/// <summary>What an insect perceives in a step.</summary>
/// <param name="Ahead">Apparent wind towards where it faces [m/s]; negative blows into its face.</param>
/// <param name="Left">Apparent wind towards its left [m/s].</param>
/// <param name="Odour">Concentration; 0 when it smells nothing.</param>
internal readonly record struct Percept(float Ahead, float Left, float Odour)
{
    /// <summary>Whether it smells anything.</summary>
    public bool Smells => Odour > 0;

    /// <summary>Direction the apparent wind comes from, relative to the heading [rad], positive to the left.</summary>
    public float Upwind => MathF.Atan2(-Left, -Ahead);
}

/// <summary>What it does in a step.</summary>
/// <param name="Move">Share of the largest speed, 0 to 1.</param>
/// <param name="Turn">Turn wanted in this step [rad], positive to the left; limited to what the insect can.</param>
internal readonly record struct Steer(float Move, float Turn);
