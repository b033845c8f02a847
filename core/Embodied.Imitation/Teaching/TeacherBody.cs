using System.Runtime.CompilerServices;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching;

/// <summary>
/// What teachers and trials need to know of a body in a scene: root, joints, feet, tracked segments. Immutable but for a cache; shared by all worlds
/// and threads. The ground is level at z = 0, and the body is the only thing in the scene that moves.
/// </summary>
public sealed class TeacherBody
{
    private readonly ConditionalWeakTable<ReferenceMotion, MotionGeometry> _geometries = [];

    /// <summary>Binds a body.</summary>
    /// <exception cref="InputException">
    /// The backend is not MuJoCo, the body has no actuators, a free body has no feet, or something else in the scene moves.
    /// </exception>
    public TeacherBody(BodyInScene body)
    {
        Model = body.Model as MujocoModel
            ?? throw new InputException(body.Body.Id, $"a teacher by inverse dynamics needs MuJoCo, not {body.Model.Info.Engine}");
        (Id, Root) = (body.Body.Id, body.Root);
        MetresPerLength = (body.Body.Source as FigureSource)?.Figures.Units.MetresPerLength ?? 1;
        Joints = [.. Enumerable.Range(0, Model.Info.JointCount).Select(Model.JointAt)];
        RequireActuators();
        RootVelocities = FindRoot();
        Feet = new FootFinder(body, Model).Find();
        if (RootVelocities > 0 && Feet.Length == 0)
            throw new InputException(Id, "has no feet: no end effector ends in a solid that can touch the ground", "Name the ends of its limbs in the role 'end_effectors'.");
        Tracked = body.Require(ElementKind.Segment, body.Body.Roles.TrackedSegments);
        if (Tracked.Length == 0)
            Tracked = [.. Joints.Select(j => j.Segment).Distinct()];
    }

    /// <summary>Catalog id of the body.</summary>
    public string Id { get; }

    /// <summary>The compiled scene.</summary>
    public MujocoModel Model { get; }

    /// <summary>Metres in one unit of length.</summary>
    public double MetresPerLength { get; }

    /// <summary>Names of its feet.</summary>
    public IReadOnlyList<string> FootNames => [.. Feet.Select(f => f.Name)];

    /// <summary>Index of the root segment.</summary>
    internal int Root { get; }

    /// <summary>Velocities of the root: 6 when it is free, 0 when it is fixed. They stand first.</summary>
    internal int RootVelocities { get; }

    /// <summary>Positions of the root: 7 when it is free, 0 when it is fixed. They stand first.</summary>
    internal int RootPositions => RootVelocities == 0 ? 0 : 7;

    internal JointAddress[] Joints { get; }

    internal Foot[] Feet { get; }

    internal int[] Tracked { get; }

    /// <summary>Where a motion's feet and tracked segments are; computed once per motion.</summary>
    internal MotionGeometry GeometryOf(ReferenceMotion motion)
    {
        RequireFit(motion);
        return _geometries.TryGetValue(motion, out var known) ? known : _geometries.GetValue(motion, m => new(m, this));
    }

    private void RequireFit(ReferenceMotion motion)
    {
        var info = Model.Info;
        if (motion.Positions(0).Length != info.PositionCount || motion.Velocities(0).Length != info.VelocityCount)
            throw new InputException(
                motion.Name,
                $"holds {motion.Positions(0).Length} positions and {motion.Velocities(0).Length} velocities; '{Id}' has {info.PositionCount} and {info.VelocityCount}",
                "Choose a motion of this body.");
    }

    private void RequireActuators()
    {
        if (Model.Info.ControlCount == 0)
            throw new InputException(Id, "has no actuators, so nothing can move it", "Choose a body or an actuation with motors.");
    }

    private int FindRoot()
    {
        for (var j = 0; j < Joints.Length; j++)
            if (Joints[j].PositionSize == 7 && (j > 0 || Joints[j].Segment != Root))
                throw new InputException(Id, $"joint {j} frees segment '{Model.NameOf(ElementKind.Segment, Joints[j].Segment)}', which is not its root", "Put the body alone into the scene.");
        return Joints.Length > 0 && Joints[0].PositionSize == 7 ? 6 : 0;
    }
}
