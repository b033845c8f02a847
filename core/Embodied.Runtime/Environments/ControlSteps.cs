using Embodied.Sdk.Errors;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Environments;

/// <summary>How many integration steps make one control step.</summary>
internal static class ControlSteps
{
    /// <summary>The longest integration step that goes into a control step a whole number of times and is no longer than a wish; null where the wish does.</summary>
    public static double? Fitting(double control, double wished)
    {
        var steps = Math.Ceiling(control / wished);
        return IsWhole(control / wished) || !double.IsFinite(steps) ? null : control / steps;
    }

    /// <summary>Integration steps per control step.</summary>
    /// <exception cref="InputException">The control time step is not a whole number of integration steps.</exception>
    public static int Substeps(TaskInfo task, double timestep)
    {
        var ratio = task.ControlTimestep / timestep;
        if (!IsWhole(ratio))
        {
            throw new InputException(
                task.Id,
                $"acts every {task.ControlTimestep}, which is not a whole number of integration steps of {timestep}",
                "Change the control time step or the physics time step.");
        }

        return (int)Math.Round(ratio);
    }

    // Decimal times such as 0.02 / 0.002 are not exact in binary.
    private static bool IsWhole(double ratio) => Math.Round(ratio) is >= 1 and <= int.MaxValue and var whole && Math.Abs(ratio - whole) <= 1e-6 * whole;
}
