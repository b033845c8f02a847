using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>How controls become forces. Both keep the 40 ms activation filter.</summary>
internal static class RatActuation
{
    /// <summary>Controls of −1 … 1 span the range of each joint or tendon; a spring of the motor pulls there.</summary>
    public const string Position = "position";

    /// <summary>Controls of −1 … 1 are torques up to the motor's strength: gain becomes the upper force limit, the bias goes (walkers/rodent.py).</summary>
    public const string Torque = "torque";

    public static BodyFigures ToTorque(BodyFigures figures) => figures with
    {
        Actuators = [.. figures.Actuators.Select(a => a with { Gain = a.ForceRange!.Value.High, Bias = null })],
    };
}
