using Embodied.Sdk.Errors;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Environments;

/// <summary>How many integration steps make one control step.</summary>
internal static class ControlSteps
{
    /// <summary>Integration steps per control step.</summary>
    /// <exception cref="InputException">The control time step is not a whole number of integration steps.</exception>
    public static int Substeps(TaskInfo task, double timestep)
    {
        var ratio = task.ControlTimestep / timestep;
        var substeps = Math.Round(ratio);
        // Decimal times such as 0.02 / 0.002 are not exact in binary.
        if (!double.IsFinite(ratio) || substeps is < 1 or > int.MaxValue || Math.Abs(ratio - substeps) > 1e-6 * substeps)
        {
            throw new InputException(
                task.Id,
                $"acts every {task.ControlTimestep}, which is not a whole number of integration steps of {timestep}",
                "Change the control time step or the physics time step.");
        }

        return (int)substeps;
    }
}
