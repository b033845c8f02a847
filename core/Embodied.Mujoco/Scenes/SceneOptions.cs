using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Scenes;

/// <summary>Physics settings of a scene as <c>compiler</c>, <c>option</c> and <c>size</c>.</summary>
internal static class SceneOptions
{
    /// <summary>Gravity at the Earth's surface [m/s²], the value MuJoCo uses by default.</summary>
    private const double Gravity = 9.81;

    /// <summary>Angles in radians; a range alone makes a limit, in every engine version alike.</summary>
    public static void WriteCompiler(SceneDocument document)
    {
        document["compiler"].Set("angle", "radian");
        document["compiler"].Set("autolimits", "true");
    }

    /// <summary>What the scene asks for; it wins over what body files say.</summary>
    public static void WriteRequested(SceneDocument document, PhysicsSettings physics)
    {
        var option = document["option"];
        if (physics.Timestep is { } timestep)
            option.Set("timestep", MjcfNumber.Text(timestep));
        if (physics.Gravity is { } gravity)
            option.Set("gravity", MjcfNumber.Text(gravity));
        if (physics.FluidDensity is { } density)
            option.Set("density", MjcfNumber.Text(density));
        if (physics.FluidViscosity is { } viscosity)
            option.Set("viscosity", MjcfNumber.Text(viscosity));
        if (physics.SolverIterations is { } iterations)
            option.Set("iterations", MjcfNumber.Text(iterations));
        if (physics.NoSlipIterations is { } noSlip)
            option.Set("noslip_iterations", MjcfNumber.Text(noSlip));
        if (physics.EllipticCones is { } elliptic)
            option.Set("cone", elliptic ? "elliptic" : "pyramidal");
    }

    /// <summary>The engine's own default of gravity is in m/s²; other units of length need another number.</summary>
    public static void WriteDefaultGravity(SceneDocument document, UnitSystem units) =>
        document["option"].SetDefault("gravity", MjcfNumber.Text(0, 0, -Gravity / units.MetresPerLength));
}
