using Embodied.Imitation.Teaching;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// Actions that move what a teacher follows instead of the motors: the root's place and turn, as the animal sees them, and the hinges of its limbs (all joints of a body without feet).
/// An action of 0 is the teacher: where reward begins that is to teach what the teacher does not know.
/// </summary>
/// <param name="controls">What the teacher's controls go through.</param>
/// <param name="taught">Feet and root of the body.</param>
internal sealed class OffsetActuation(ScaledActuation controls, Func<BodyInScene, TeacherBody> taught) : IActuation
{
    // What an action of 1 moves: for a body that stands 6 cm high.
    private const double Place = 0.01;
    private const double Turn = 0.08;
    private const double Hinge = 0.1;

    private int _root;
    private bool _free;
    private int[] _velocities = [];
    private double[] _units = [];
    private double[] _offsets = [];

    /// <summary>Has the teacher set the controls, offsets given in the tangent space, [nv].</summary>
    public Action<double[]>? Follow { get; set; }

    public Channel Bind(BodyInScene body)
    {
        controls.Bind(body);
        var teacher = taught(body);
        (_root, _free) = (teacher.Root, teacher.RootVelocities > 0);
        var velocities = body.Model.Info.VelocityCount;
        var hinges = teacher.Feet.Length > 0 ? teacher.Feet.SelectMany(f => f.Limb).Distinct().Order() : Enumerable.Range(teacher.RootVelocities, velocities - teacher.RootVelocities);
        _velocities = [.. Enumerable.Range(0, teacher.RootVelocities).Concat(hinges)];
        _units = [.. _velocities.Select(v => v >= teacher.RootVelocities ? Hinge : v < 3 ? Place / teacher.MetresPerLength : Turn)];
        _offsets = new double[velocities];
        return new("offsets", _velocities.Length, "1", -1, 1) { Labels = [.. _velocities.Select(v => Label(v, teacher, body.Model))] };
    }

    public void Apply(in StepContext step)
    {
        for (var i = 0; i < _velocities.Length; i++)
            _offsets[_velocities[i]] = _units[i] * Math.Clamp((double)step.Action[i], -1, 1);
        if (_free)
            TurnIntoWorld(step.Simulation.State.SegmentRotations.Slice(9 * _root, 9));
        Follow!(_offsets);
        controls.Disturb?.Invoke(step.Simulation.State);
    }

    private void TurnIntoWorld(ReadOnlySpan<double> rotation)
    {
        var (x, y, z) = (_offsets[0], _offsets[1], _offsets[2]);
        for (var i = 0; i < 3; i++)
            _offsets[i] = (rotation[3 * i] * x) + (rotation[(3 * i) + 1] * y) + (rotation[(3 * i) + 2] * z);
    }

    private static string Label(int velocity, TeacherBody teacher, IModel model)
    {
        string[] root = ["root_x", "root_y", "root_z", "root_roll", "root_pitch", "root_yaw"];
        return velocity < teacher.RootVelocities ? root[velocity] : model.NameOf(ElementKind.Joint, Array.FindIndex(teacher.Joints, j => j.Velocity == velocity)) ?? $"hinge{velocity}";
    }
}
