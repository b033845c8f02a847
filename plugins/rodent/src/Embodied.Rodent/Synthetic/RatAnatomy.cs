using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>The rat of a compiled model by its parts: indices, and lengths measured in its straight pose. Lengths in parentheses are at scale 1.</summary>
internal sealed class RatAnatomy
{
    /// <summary>Height of the torso in the published figures [m]; tells the scale of a body.</summary>
    private const double PublishedHeight = 0.0625;

    private static readonly string[] Sides = ["L", "R"];
    private readonly BodyInScene _body;

    public RatAnatomy(IBody body, IModel model)
    {
        _body = new BodyInScene(model, new PlacedBody(body));
        Scale = body.Roles.StandingHeight / PublishedHeight;
        Root = model.JointAt(Index("root"));
        Torso = Segment("torso");
        Pelvis = Segment("pelvis");
        Skull = Segment("skull");
        // The order of the gait: hind left, hind right, fore left, fore right.
        Paws =
        [
            .. Sides.Select(s => Limb(s, "toe", "foot", ["hip_{0}_supinate", "hip_{0}_abduct", "hip_{0}_extend", "knee_{0}", "ankle_{0}", "toe_{0}"], 0.0046, 0.0085, new(0.0145, 0.002, -0.0008))),
            .. Sides.Select(s => Limb(
                s,
                "finger",
                "hand",
                ["scapula_{0}_supinate", "scapula_{0}_abduct", "scapula_{0}_extend", "shoulder_{0}", "shoulder_sup_{0}", "elbow_{0}", "wrist_{0}", "finger_{0}"],
                0.0031,
                0.0085,
                new(0.0075, 0.0015, 0))),
        ];
        LumbarExtend = Hinges("vertebra_1_extend", "vertebra_4_extend");
        LumbarBend = Hinges("vertebra_2_bend", "vertebra_5_bend");
        NeckExtend = Hinges("vertebra_cervical_5_extend", "vertebra_cervical_2_extend", "vertebra_atlant_extend");
        NeckBend = Hinges("vertebra_cervical_4_bend", "vertebra_cervical_1_bend");
        LumbarTwists = Hinges("vertebra_3_twist", "vertebra_6_twist");
        NeckTwists = Hinges("vertebra_cervical_3_twist", "vertebra_axis_twist");
        Atlas = Hinges("atlas")[0];
        Mandible = Hinges("mandible")[0];
        TailExtend = [.. new[] { 1, 2, 3, 4, 5, 6, 7, 11, 15, 19, 23, 27 }.Select(i => Index($"vertebra_C{i}_extend"))];
        TailBend = Hinges([.. new[] { 1, 2, 3, 4, 5, 6, 9, 13, 17, 21, 25, 29 }.Select(i => $"vertebra_C{i}_bend")]);
        TailNodes = [.. new[] { 2, 3, 4, 5, 6, 7, 11, 15, 19, 23, 27, 30 }.Select(i => Segment($"vertebra_C{i}"))];
    }

    /// <summary>Size relative to the published figures.</summary>
    public double Scale { get; }

    /// <summary>The free joint.</summary>
    public JointAddress Root { get; }

    public int Torso { get; }

    public int Pelvis { get; }

    public int Skull { get; }

    /// <summary>Hind left, hind right, fore left, fore right.</summary>
    public IReadOnlyList<RatPaw> Paws { get; }

    public IReadOnlyList<JointAddress> LumbarExtend { get; }

    public IReadOnlyList<JointAddress> LumbarBend { get; }

    public IReadOnlyList<JointAddress> NeckExtend { get; }

    public IReadOnlyList<JointAddress> NeckBend { get; }

    public IReadOnlyList<JointAddress> LumbarTwists { get; }

    public IReadOnlyList<JointAddress> NeckTwists { get; }

    public JointAddress Atlas { get; }

    public JointAddress Mandible { get; }

    /// <summary>Joint indices.</summary>
    public IReadOnlyList<int> TailExtend { get; }

    public IReadOnlyList<JointAddress> TailBend { get; }

    /// <summary>For each of <see cref="TailExtend"/>, the segment at the end of what it bends: that of the next, or the tip.</summary>
    public IReadOnlyList<int> TailNodes { get; }

    /// <summary>Radii of the tail at its nodes [m at scale 1].</summary>
    public IReadOnlyList<double> TailRadii { get; } = [0.0084, 0.0079, 0.0067, 0.0046, 0.0039, 0.0033, 0.0025, 0.0019, 0.0017, 0.0014, 0.0014, 0.0013];

    private RatPaw Limb(string side, string segment, string above, string[] joints, double restingHeight, double ankleHeight, Vec3 tip)
    {
        var mirror = side == "L" ? 1 : -1;
        return new(
            $"{segment}_{side}",
            Segment($"{segment}_{side}"),
            Segment($"{above}_{side}"),
            [.. joints.Select(j => Index(string.Format(null, j, side)))],
            Scale * restingHeight,
            Scale * ankleHeight,
            Scale * new Vec3(tip.X, mirror * tip.Y, tip.Z),
            mirror);
    }

    private int Segment(string name) => _body.Require(ElementKind.Segment, name);

    private int Index(string joint) => _body.Require(ElementKind.Joint, joint);

    private JointAddress[] Hinges(params string[] names) => [.. names.Select(n => _body.Model.JointAt(Index(n)))];
}

/// <summary>A paw and the limb that moves it.</summary>
/// <param name="Name">Name of its segment.</param>
/// <param name="Segment">Its segment, whose origin is the point that stands.</param>
/// <param name="Ankle">The segment above, whose origin is the ankle or the wrist.</param>
/// <param name="Joints">Indices of the limb's joints.</param>
/// <param name="RestingHeight">Height of the segment's origin when the paw lies on the floor.</param>
/// <param name="AnkleHeight">How much higher the ankle is then.</param>
/// <param name="Tip">The tip of its digits in the segment's frame.</param>
/// <param name="Side">1 left, −1 right.</param>
internal sealed record RatPaw(string Name, int Segment, int Ankle, IReadOnlyList<int> Joints, double RestingHeight, double AnkleHeight, Vec3 Tip, int Side);
