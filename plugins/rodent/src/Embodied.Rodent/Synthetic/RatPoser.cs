using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Turns a plan (where the body is, how it holds itself, where the paws are) into joint angles: the spine follows the posture, the pelvis stands where
/// the plan says, limbs reach for their paws' places, and the tail lies on the floor.
/// </summary>
internal sealed class RatPoser
{
    /// <summary>How much lower than with straight legs the rat stands [m at scale 1].</summary>
    private const double Crouch = 0.003;

    // A posture is tried: how far from its place a paw may be [m at scale 1].
    private const double Missed = 0.001;

    // And how far from the edge of what the paws span the centre of mass must stay [m at scale 1].
    private const double Inside = 0.008;
    private const double Least = 0.3;
    private const int TrialIterations = 60;
    private static readonly double[] TrialTimes = [0.3, 1.5, 2.7, 3.9, 5.1];

    private readonly RatAnatomy _rat;
    private readonly IKinematics _kinematics;
    private readonly LimbSolver[] _limbs;
    private readonly TailLayer _tail;
    private readonly double _trunk;
    private readonly double _pelvisHeight;
    private readonly JointAddress[] _trunkJoints;
    private readonly Wander[] _twists;
    private readonly Wander[] _tailBends;
    private readonly Wander[] _straying;
    private readonly JointAddress[] _twistJoints;
    private readonly JointTrade[] _trades;
    private readonly Wander[] _ankles;
    private readonly double[] _digits;
    private double _last = double.NaN;

    private readonly RatBalance? _balance;
    private readonly RatGaits _gaits;

    /// <summary>Prepares for one rat.</summary>
    /// <param name="rat">Its parts.</param>
    /// <param name="model">The model.</param>
    /// <param name="kinematics">Poses, of one thread.</param>
    /// <param name="balance">Keeps it from falling over; null leaves the posture as planned.</param>
    /// <param name="style">How this rat holds itself; null for the usual.</param>
    /// <param name="gaits">How it walks; null as found.</param>
    public RatPoser(RatAnatomy rat, IModel model, IKinematics kinematics, RatBalance? balance = null, RatStyle? style = null, RatGaits? gaits = null)
    {
        (_balance, _gaits) = (balance, gaits ?? RatGaits.Found);
        _trunkJoints = [.. rat.LumbarExtend, .. rat.LumbarBend, .. rat.NeckExtend, .. rat.NeckBend, rat.Atlas, rat.Mandible];
        _twistJoints = [.. rat.LumbarTwists, .. rat.NeckTwists];
        (_twists, _tailBends) = (style?.Twists(_twistJoints.Length) ?? [], style?.TailBends(rat.TailBend.Count) ?? new Wander[rat.TailBend.Count]);
        (_straying, _trades) = (style?.Strays(_trunkJoints.Length) ?? [], style?.Trades(rat) ?? []);
        (_rat, _kinematics) = (rat, kinematics);
        Positions = new double[model.Info.PositionCount];
        Positions[3] = 1;
        kinematics.Pose(Positions);
        // The straight pose gives the resting places of the paws.
        var pelvis = Origin(rat.Pelvis);
        _trunk = Origin(rat.Torso).X - pelvis.X;
        var middle = pelvis.X + (_trunk / 2);
        Resting = [.. rat.Paws.Select((p, i) => Origin(p.Segment) with { Z = 0 } - new Vec3(middle, 0, 0)).Select((r, i) => r with { Y = (i < 2 ? 0.9 : 0.68) * r.Y })];
        _ankles = style?.Ankles(rat.Paws.Count) ?? new Wander[rat.Paws.Count];
        _digits = style?.Digits(rat.Paws.Count) ?? [.. rat.Paws.Select(_ => 1.0)];
        var toe = rat.Paws[0];
        _pelvisHeight = pelvis.Z - Origin(toe.Segment).Z + toe.RestingHeight - (rat.Scale * Crouch);
        var scale2 = rat.Scale * rat.Scale;
        if (style is not null)
            Resting = style.Stand(Resting, rat.Scale);
        // A style that nobody sees would be none.
        var preference = (style is null ? 2e-6 : 8e-6) * scale2;
        _limbs = [.. rat.Paws.Select(p => new LimbSolver(kinematics, model, p.Joints, Preferred(model, p.Joints), preference, 1e-5 * scale2))];
        for (var p = 0; p < _limbs.Length; p++)
            style?.Prefer(model, rat.Paws[p].Joints, _limbs[p].Preferred);
        _tail = new TailLayer(rat, model, kinematics, style?.TailHeights(rat.TailNodes.Count));
    }

    /// <summary>Resting places of the paws in the frame of the body's middle, z = 0.</summary>
    public Vec3[] Resting { get; }

    /// <summary>qpos of the last pose.</summary>
    public double[] Positions { get; }

    /// <summary>Poses the body; starts from the pose before.</summary>
    public void Pose(Path2 path, Posture posture, IReadOnlyList<PawStep> paws, double time, double stride, int iterations)
    {
        PoseBody(path, posture, paws, time, stride, iterations);
        _tail.Lay(Positions, double.IsNaN(_last) ? double.PositiveInfinity : time - _last);
        _last = time;
    }

    // All but the tail, which takes time to move.
    private void PoseBody(Path2 path, Posture posture, IReadOnlyList<PawStep> paws, double time, double stride, int iterations)
    {
        SetSpine(posture, time, stride);
        PlacePelvis(path, posture, stride);
        Span<PointGoal> goals = stackalloc PointGoal[3];
        for (var i = 0; i < iterations; i++)
        {
            _kinematics.Pose(Positions);
            for (var p = 0; p < paws.Count; p++)
            {
                PawGoals(p, paws[p].Place, posture, time, goals);
                _limbs[p].Improve(Positions, goals);
            }

            if (_balance is null)
                continue;
            _balance.Improve(Positions, path.Heading, posture.ForepawsUp);
            PlacePelvis(path, posture, stride);
        }
    }

    /// <summary>As much of a posture as lets all four paws stand on the floor however this rat strays from it; null where not even a third does.</summary>
    /// <param name="posture">What is wanted.</param>
    /// <param name="held">How this rat holds a posture.</param>
    public Posture? Standing(Posture posture, Func<Posture, Posture> held)
    {
        PawStep[] paws = [.. Resting.Select(r => new PawStep(r))];
        for (var share = 1.0; share > Least; share *= 0.85)
        {
            var wanted = held(posture.Share(share));
            if (Array.TrueForAll(TrialTimes, t => Reaches(wanted, paws, t)))
                return posture.Share(share);
        }

        return null;
    }

    private bool Reaches(Posture posture, PawStep[] paws, double time)
    {
        PoseBody(default, posture, paws, time, 0, TrialIterations);
        _kinematics.Pose(Positions);
        for (var p = 0; p < paws.Length; p++)
            if ((Origin(_rat.Paws[p].Segment) - paws[p].Place - new Vec3(0, 0, _rat.Paws[p].RestingHeight)).Length > _rat.Scale * Missed)
                return false;
        return _balance is null || _balance.IsSupported(Positions, _rat.Scale * Inside);
    }

    private void SetSpine(Posture posture, double time, double stride)
    {
        var sway = _gaits.At(posture.Speed).Sway * Math.Min(1, posture.Speed / 0.12) * Math.Sin(2 * Math.PI * stride);
        var breath = 0.008 * Math.Sin(2 * Math.PI * 1.4 * time);
        Set(_rat.LumbarExtend, posture.LumbarExtend + breath);
        // The pelvis is the child of the lumbar joints and goes the other way.
        Set(_rat.LumbarBend, -posture.LumbarBend - sway);
        Set(_rat.NeckExtend, posture.NeckDown + (posture.Sniffing * Math.Sin(2 * Math.PI * 7 * time)));
        Set(_rat.NeckBend, posture.NeckBend - (0.5 * sway) + (posture.Scanning * Math.Sin(2 * Math.PI * 0.6 * time)));
        for (var i = 0; i < _twists.Length; i++)
            Positions[_twistJoints[i].Position] = _twistJoints[i].Range!.Value.Clamp(_twists[i].At(time));
        Positions[_rat.Atlas.Position] = _rat.Atlas.Range!.Value.Clamp(posture.NoseUp);
        Positions[_rat.Mandible.Position] = _rat.Mandible.Range!.Value.Clamp(-0.28 + (0.1 * posture.Washing * (1 + Math.Sin(2 * Math.PI * 5 * time))));
        for (var i = 0; i < _straying.Length; i++)
        {
            ref var angle = ref Positions[_trunkJoints[i].Position];
            angle = _trunkJoints[i].Range!.Value.Clamp(angle + _straying[i].At(time));
        }

        foreach (var trade in _trades)
            trade.Add(Positions, time);

        for (var i = 0; i < _rat.TailBend.Count; i++)
        {
            var wave = 0.06 * Math.Sin((2 * Math.PI * 0.45 * time) - (0.45 * i));
            Positions[_rat.TailBend[i].Position] = _rat.TailBend[i].Range!.Value.Clamp(_tailBends[i].At(time) + wave - (0.05 * posture.Turning));
        }
    }

    private void Set(IReadOnlyList<JointAddress> joints, double angle)
    {
        foreach (var joint in joints)
            Positions[joint.Position] = joint.Range!.Value.Clamp(angle);
    }

    // The root is the torso: it goes where the pelvis comes to lie as wanted.
    private void PlacePelvis(Path2 path, Posture posture, double stride)
    {
        var root = Positions.AsSpan(_rat.Root.Position, 7);
        root.Clear();
        root[3] = 1;
        _kinematics.Pose(Positions);
        var q = _kinematics.Frames.Orientations.Slice(4 * _rat.Pelvis, 4);
        var relative = new Quat(q[0], q[1], q[2], q[3]);
        var bob = _gaits.At(posture.Speed).Bob * Math.Min(1, posture.Speed / 0.12) * Math.Sin(4 * Math.PI * stride);
        var place = path.World(new(
            (-_trunk / 2) - (_rat.Scale * posture.Back) - (_balance?.Back ?? 0),
            0,
            _pelvisHeight + (_rat.Scale * (bob - posture.Drop))));
        var wanted = Quat.FromAxisAngle(new(0, 0, 1), path.Heading - posture.LumbarBend) * Quat.FromAxisAngle(new(0, 1, 0), -posture.Pitch) * Quat.FromAxisAngle(new(1, 0, 0), posture.Roll);
        var rotation = (wanted * relative.Conjugate).Normalized();
        var position = place - rotation.Rotate(Origin(_rat.Pelvis));
        (root[0], root[1], root[2]) = (position.X, position.Y, position.Z);
        (root[3], root[4], root[5], root[6]) = (rotation.W, rotation.X, rotation.Y, rotation.Z);
    }

    private void PawGoals(int index, Vec3 place, Posture posture, double time, Span<PointGoal> goals)
    {
        var paw = _rat.Paws[index];
        var target = place + new Vec3(0, 0, paw.RestingHeight);
        var up = index < 2 ? 0 : Smooth(posture.ForepawsUp);
        if (up > 0)
            target += up * (InAir(paw, posture, time) - target);
        goals[0] = new(paw.Segment, Vec3.Zero, target, new(1, 1, 1));
        goals[1] = new(paw.Segment, paw.Tip, target, new(0, 0, 0.03 * _digits[index] * (1 - up)));
        goals[2] = new(paw.Ankle, Vec3.Zero, target + new Vec3(0, 0, paw.AnkleHeight + (_rat.Scale * Math.Max(0, _ankles[index].At(time)))), new(0, 0, 0.1 * (1 - up)));
    }

    // Hanging before the chest, or circling over the face five times a second (Berridge, Fentress and Parr 1987 give 5–7 Hz).
    private Vec3 InAir(RatPaw paw, Posture posture, double time)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * 5 * time);
        var chest = World(_rat.Torso, _rat.Scale * new Vec3(0.040, paw.Side * 0.017, -0.043));
        var face = World(_rat.Skull, _rat.Scale * new Vec3(0.022 + (0.006 * sin), paw.Side * (0.011 + (0.0015 * cos)), -0.021 + (0.005 * cos)));
        return chest + (Smooth(posture.Washing) * (face - chest));
    }

    private static double Smooth(double x) => x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - (2 * x));

    private Vec3 Origin(int segment) => World(segment, Vec3.Zero);

    private Vec3 World(int segment, Vec3 offset) => FramePoint.World(_kinematics.Frames, segment, offset);

    private static double[] Preferred(IModel model, IReadOnlyList<int> joints) =>
        [.. joints.Select(j => model.JointAt(j).Range?.Clamp(0.05) ?? 0)];
}
