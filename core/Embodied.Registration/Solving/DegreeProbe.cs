using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>
/// Finds out which degrees of freedom move which segments by asking for derivatives: a segment is moved when one of two points fixed to it moves,
/// at rest or bent; a degree turns when those two points move differently.
/// </summary>
internal sealed class DegreeProbe
{
    private readonly double[] _first;
    private readonly double[] _second;

    public DegreeProbe(IKinematics kinematics, JointAddress[] joints, double[] rest, int segments, int velocities)
    {
        Reach = [.. Enumerable.Range(0, segments).Select(_ => new bool[velocities])];
        Turns = new bool[velocities];
        (_first, _second) = (new double[3 * velocities], new double[3 * velocities]);
        foreach (var pose in new[] { rest, Bent(joints, rest) })
        {
            kinematics.Pose(pose);
            for (var segment = 0; segment < segments; segment++)
                Probe(kinematics, segment, Reach[segment]);
        }
    }

    /// <summary>For each segment, whether each velocity dimension moves it.</summary>
    public bool[][] Reach { get; }

    /// <summary>Whether each velocity dimension is a rotation.</summary>
    public bool[] Turns { get; }

    private void Probe(IKinematics kinematics, int segment, bool[] reach)
    {
        Derive(kinematics, segment, 0.731, _first);
        Derive(kinematics, segment, -0.417, _second);
        for (var i = 0; i < _first.Length; i++)
        {
            var velocity = i % reach.Length;
            reach[velocity] |= _first[i] != 0 || _second[i] != 0;
            Turns[velocity] |= Math.Abs(_first[i] - _second[i]) > 1e-9;
        }
    }

    private static void Derive(IKinematics kinematics, int segment, double shift, double[] jacobian)
    {
        var at = kinematics.Frames.Positions.Slice(3 * segment, 3);
        kinematics.PointJacobian(segment, [at[0] + shift, at[1] + (0.6 * shift), at[2] - (1.3 * shift)], jacobian);
    }

    private static double[] Bent(JointAddress[] joints, double[] rest)
    {
        var bent = (double[])rest.Clone();
        foreach (var joint in joints.Where(j => j.PositionSize == 1))
            bent[joint.Position] = joint.Range is { } r ? r.Low + (0.37 * r.Width) : 0.2;
        return bent;
    }
}
