using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Holding;

/// <summary>
/// The pose an episode begins in where the engine's own has joints beyond their limits, as knees of bodies drawn with straight legs: left there, the limits
/// would throw the body from the first step. A first key frame that keeps all limits is taken whole; otherwise each joint begins at the end of its range.
/// </summary>
public sealed class StartPose
{
    private readonly double[] _positions;

    private StartPose(double[] positions, bool isKeyFrame, IReadOnlyList<JointOutside> outside) => (_positions, IsKeyFrame, Outside) = (positions, isKeyFrame, outside);

    /// <summary>Whether it is the first key frame of the file.</summary>
    public bool IsKeyFrame { get; }

    /// <summary>The joints that the engine would start beyond their limits.</summary>
    public IReadOnlyList<JointOutside> Outside { get; }

    /// <summary>The pose for a scene, or null where the engine's own keeps all limits.</summary>
    /// <param name="model">The scene.</param>
    /// <param name="reset">A simulation of it as it is after a reset.</param>
    public static StartPose? For(IModel model, ISimulation reset)
    {
        var positions = reset.State.Positions.ToArray();
        var outside = OutsideOf(model, positions);
        if (outside.Count == 0)
            return null;
        if (model is MujocoModel compiled && ModelFigures.FirstKeyFrame(compiled) is { } frame && OutsideOf(model, frame).Count == 0)
            return new(frame, isKeyFrame: true, outside);
        foreach (var joint in outside)
            positions[model.JointAt(joint.Joint).Position] = joint.Clamped;
        return new(positions, isKeyFrame: false, outside);
    }

    /// <summary>Takes the pose; what follows from it is up to date afterwards.</summary>
    public void Take(ISimulation simulation)
    {
        _positions.CopyTo(simulation.State.Positions);
        simulation.Forward();
    }

    private static List<JointOutside> OutsideOf(IModel model, double[] positions)
    {
        var outside = new List<JointOutside>();
        for (var i = 0; i < model.Info.JointCount; i++)
        {
            if (model.JointAt(i) is not { PositionSize: 1, Range: { } range } joint)
                continue;
            var start = positions[joint.Position];
            if (start < range.Low - 1e-9 || start > range.High + 1e-9)
                outside.Add(new(i, start, range.Low <= range.High ? range.Clamp(start) : start));
        }

        return outside;
    }
}

/// <summary>A joint that would start beyond its limits.</summary>
/// <param name="Joint">Its index.</param>
/// <param name="Start">Where the engine starts it.</param>
/// <param name="Clamped">The nearest value within its limits.</param>
public sealed record JointOutside(int Joint, double Start, double Clamped);
