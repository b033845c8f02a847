using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>One degree of freedom the solver may change.</summary>
/// <param name="Velocity">Index in the velocities.</param>
/// <param name="Position">Index in qpos of a hinge or slide; −1 for a part of a free or ball joint.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Rest">Value at rest.</param>
/// <param name="IsHinge">Whether it is an angle of its own, which is held near rest where no keypoint says otherwise.</param>
internal readonly record struct FreeDegree(int Velocity, int Position, double Low, double High, double Rest, bool IsHinge)
{
    /// <summary>Whether it is one number in qpos, with limits and a rest value.</summary>
    public bool IsScalar => Position >= 0;

    /// <summary>Describes velocity dimension <paramref name="velocity"/>; <paramref name="turns"/> tells rotations from translations.</summary>
    public static FreeDegree Of(int velocity, JointAddress[] joints, double[] rest, bool turns)
    {
        var joint = joints.First(j => velocity >= j.Velocity && velocity < j.Velocity + j.VelocitySize);
        if (joint.PositionSize != 1)
            return new(velocity, -1, double.NegativeInfinity, double.PositiveInfinity, 0, false);
        var range = joint.Range ?? new(double.NegativeInfinity, double.PositiveInfinity);
        return new(velocity, joint.Position, range.Low, range.High, rest[joint.Position], turns);
    }
}
