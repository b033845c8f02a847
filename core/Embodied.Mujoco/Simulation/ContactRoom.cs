using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// Whether a scene has room for the contacts it makes. Engines without an arena allot a fixed number, and drop contacts beyond it; how many a body makes
/// shows when it has fallen and lies there, so that is tried.
/// </summary>
internal static class ContactRoom
{
    /// <summary>More room than this is not given by itself: its memory grows with the square of the constraints.</summary>
    public const int Most = 1000;

    private const int First = 200;

    /// <summary>Time a body falls and settles [s].</summary>
    private const double Settling = 0.4;

    private const int MostSteps = 400;

    // Steps times the square of velocities, which solvers work through: animals stay below a hundred, while cloths and heaps of particles have thousands and
    // would fall for minutes. They get the most at once.
    private const double MostWork = 2e7;

    /// <summary>The room to try next.</summary>
    public static int Next(int contacts, MujocoModel model) => contacts == 0 && CanTry(model) ? First : contacts == 0 ? Most : Math.Min(Most, 2 * contacts);

    /// <summary>Lets the scene fall at zero control.</summary>
    public static bool IsEnough(MujocoModel model)
    {
        if (model.Layout.Has("mjData", "narena"))
            return true;
        if (!CanTry(model))
            return false;
        using var simulation = model.CreateSimulation();
        for (var i = 0; i < Steps(model); i++)
        {
            var result = simulation.Step(1);
            if (result != StepResult.Ok)
                return result != StepResult.Overflowed;
        }
        return true;
    }

    private static int Steps(MujocoModel model) => (int)Math.Min(MostSteps, Math.Ceiling(Settling / model.Info.Timestep));

    private static bool CanTry(MujocoModel model) => Steps(model) * Math.Pow(model.Info.VelocityCount, 2) <= MostWork;
}
