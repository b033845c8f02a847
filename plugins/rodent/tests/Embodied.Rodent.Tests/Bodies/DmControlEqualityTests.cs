using System.Xml.Linq;
using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Tests.Bodies;

/// <summary>The rat of the plugin is the rat of dm_control: same tree, same figures, same motion.</summary>
public sealed class DmControlEqualityTests
{
    public static TheoryData<string> Variants => ["position", "torque", "feet", "scale"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void NamesStandInTheSameOrder(string variant)
    {
        using var ours = Ours(variant);
        using var theirs = Theirs(variant);

        Assert.Equal(74, ours.Info.PositionCount);
        Assert.Equal(73, ours.Info.VelocityCount);
        Assert.Equal(38, ours.Info.ControlCount);
        Assert.Equal(38, ours.Info.ActivationCount);
        Assert.Equal(16, ours.Info.SensorValueCount);
        foreach (var kind in new[] { ElementKind.Segment, ElementKind.Joint, ElementKind.Site, ElementKind.Tendon, ElementKind.Actuator, ElementKind.Sensor })
            Assert.Equal(Names(theirs, kind), Names(ours, kind));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void MassesAndInertiasAgree(string variant)
    {
        using var ours = Ours(variant);
        using var theirs = Theirs(variant);

        Assert.Equal(66, Agree(ours, theirs, "body_mass", 1e-9));
        var (tensors, published) = (Inertias(ours), Inertias(theirs));
        Assert.Equal(published.Length, tensors.Length);
        for (var i = 0; i < tensors.Length; i++)
            Assert.True(Math.Abs(tensors[i] - published[i]) <= 1e-9 * published.Skip(i / 9 * 9).Take(9).Max(), $"inertia[{i}]: {tensors[i]:R} is not {published[i]:R}");
        Agree(ours, theirs, "body_ipos", 1e-9, absolute: 1e-12);
        Agree(ours, theirs, "body_subtreemass", 1e-9);
        if (variant != "scale")
            Assert.Equal(0.3377824197364129, ours.Values("body_subtreemass")[0], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void JointsActuatorsAndTendonsAgree(string variant)
    {
        using var ours = Ours(variant);
        using var theirs = Theirs(variant);

        foreach (var field in new[]
        {
            "body_pos", "body_quat", "jnt_type", "jnt_bodyid", "jnt_pos", "jnt_axis", "jnt_limited", "jnt_range", "jnt_stiffness", "jnt_solref",
            "jnt_solimp", "qpos_spring", "dof_damping", "dof_armature", "dof_frictionloss", "actuator_trntype", "actuator_dyntype",
            "actuator_gaintype", "actuator_biastype", "actuator_gear", "actuator_ctrllimited", "actuator_ctrlrange", "actuator_forcelimited",
            "actuator_forcerange", "tendon_limited", "tendon_num", "tendon_stiffness", "tendon_damping", "wrap_prm", "wrap_objid", "wrap_type",
            "site_pos", "site_size", "site_type", "site_bodyid", "site_group", "sensor_type", "sensor_objid", "exclude_signature",
        })
        {
            Agree(ours, theirs, field, 1e-12, absolute: 1e-15);
        }

        AgreeInColumns(ours, theirs, "actuator_dynprm", 10, 1);
        AgreeInColumns(ours, theirs, "actuator_gainprm", 10, 1);
        AgreeInColumns(ours, theirs, "actuator_biasprm", 10, 3);
        Assert.Equal(26, ours.Values("exclude_signature").Length);
    }

    [Fact]
    public void TheSameHundredShapesTouchInTheSameWay()
    {
        using var ours = Ours("position");
        using var theirs = Theirs("position");
        var names = Names(theirs, ElementKind.Shape);

        Assert.Equal(100, names.Length);
        foreach (var (field, width) in new[]
        {
            ("geom_type", 1), ("geom_contype", 1), ("geom_conaffinity", 1), ("geom_condim", 1), ("geom_priority", 1), ("geom_friction", 3),
            ("geom_solref", 2), ("geom_solimp", 5), ("geom_size", 3), ("geom_pos", 3), ("geom_margin", 1), ("geom_bodyid", 1),
        })
        {
            var (a, b) = (ours.Values(field), theirs.Values(field));
            foreach (var name in names)
            {
                var (i, j) = (ours.Find(ElementKind.Shape, name!) * width, theirs.Find(ElementKind.Shape, name!) * width);
                var used = field == "geom_size" ? SizesOf(theirs, name!) : width;
                for (var k = 0; k < used; k++)
                    Assert.True(Math.Abs(a[i + k] - b[j + k]) <= 1e-15, $"{field} of {name}: {a[i + k]} is not {b[j + k]}");
            }
        }

        // Whatever else is there is decoration.
        var (contype, conaffinity) = (ours.Values("geom_contype"), ours.Values("geom_conaffinity"));
        foreach (var extra in Enumerable.Range(0, contype.Length).Where(g => !names.Contains(ours.NameOf(ElementKind.Shape, g))))
            Assert.True(contype[extra] == 0 && conaffinity[extra] == 0, ours.NameOf(ElementKind.Shape, extra));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void AThousandPosesAgreeInEverySegmentSiteAndKeypoint(string variant)
    {
        using var ours = Ours(variant);
        using var theirs = Theirs(variant);
        using var a = ours.CreateSimulation();
        using var b = theirs.CreateSimulation();
        var keypoints = Rats.Rat(Options(variant)).Roles.Keypoints;
        var segments = keypoints.Select(k => (Ours: ours.Find(ElementKind.Segment, k.Segment), Theirs: theirs.Find(ElementKind.Segment, k.Segment))).ToArray();
        var worst = 0.0;
        for (var pose = 0UL; pose < 1000; pose++)
        {
            RandomPose.Fill(ours, pose, a.State.Positions);
            a.State.Positions.CopyTo(b.State.Positions);
            a.Forward();
            b.Forward();
            worst = Math.Max(worst, Largest(a.State.SegmentPositions, b.State.SegmentPositions));
            worst = Math.Max(worst, Largest(a.State.SegmentRotations, b.State.SegmentRotations));
            worst = Math.Max(worst, Largest(a.State.SitePositions, b.State.SitePositions));
            worst = Math.Max(worst, Largest(a.State.TendonLengths, b.State.TendonLengths));
            for (var k = 0; k < segments.Length; k++)
            {
                var difference = Points.World(a.State, segments[k].Ours, keypoints[k].Offset) - Points.World(b.State, segments[k].Theirs, keypoints[k].Offset);
                worst = Math.Max(worst, difference.Length);
            }
        }

        Assert.Equal(23, segments.Length);
        Assert.InRange(worst, 0, 1e-9);
    }

    [Theory]
    [InlineData("position")]
    [InlineData("torque")]
    public void TwoHundredStepsOnAFloorAgree(string variant)
    {
        using var ours = Rats.Compile(Rats.Rat(Options(variant)), new FlatFloor(), new() { Timestep = 0.001 });
        using var theirs = Theirs(variant, root =>
        {
            PublishedRats.AddFloor(root);
            root.AddFirst(new XElement("option", new XAttribute("timestep", "0.001")));
        });
        using var a = ours.CreateSimulation();
        using var b = theirs.CreateSimulation();
        var random = new RandomStream(7);
        var worst = 0.0;
        var contacts = 0;
        for (var step = 0; step < 200; step++)
        {
            for (var u = 0; u < a.State.Controls.Length; u++)
                a.State.Controls[u] = b.State.Controls[u] = random.NextUniform(-0.5, 0.5);
            Assert.Equal(StepResult.Ok, a.Step(1));
            Assert.Equal(StepResult.Ok, b.Step(1));
            Assert.Equal(b.State.ContactCount, a.State.ContactCount);
            contacts = Math.Max(contacts, a.State.ContactCount);
            worst = Math.Max(worst, Largest(a.State.Positions, b.State.Positions));
        }

        Assert.InRange(contacts, 4, 100);
        Assert.InRange(worst, 0, 1e-9);
    }

    private static BodyOptions Options(string variant) => variant switch
    {
        "torque" => new() { Actuation = "torque" },
        "feet" => new() { Actuation = "position", Modifications = ["feet"] },
        "scale" => new() { Scale = 0.9 },
        _ => BodyOptions.Default,
    };

    private static MujocoModel Ours(string variant) => Rats.Compile(Rats.Rat(Options(variant)));

    private static MujocoModel Theirs(string variant, Action<XElement>? change = null) => PublishedRats.DmControl(root =>
    {
        if (variant == "torque")
            PublishedRats.UseTorques(root);
        if (variant == "feet")
            PublishedRats.WidenPaws(root);
        if (variant == "scale")
            PublishedRats.Rescale(root, 0.9);
        change?.Invoke(root);
    });

    private static string?[] Names(MujocoModel model, ElementKind kind)
    {
        var names = new List<string?>();
        for (var i = 0; model.NameOf(kind, i) is { } name; i++)
            names.Add(name);
        return [.. names];
    }

    // In the segments' frames, [segments × 9]: the engine sorts principal axes differently where shapes without mass are added.
    private static double[] Inertias(MujocoModel model)
    {
        var (principal, axes) = (model.Values("body_inertia"), model.Values("body_iquat"));
        var tensors = new double[3 * principal.Length];
        for (var s = 0; s < principal.Length / 3; s++)
        {
            var q = new Quat(axes[4 * s], axes[(4 * s) + 1], axes[(4 * s) + 2], axes[(4 * s) + 3]);
            for (var k = 0; k < 3; k++)
            {
                var axis = q.Rotate(new(k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0));
                double[] a = [axis.X, axis.Y, axis.Z];
                for (var i = 0; i < 9; i++)
                    tensors[(9 * s) + i] += principal[(3 * s) + k] * a[i / 3] * a[i % 3];
            }
        }
        return tensors;
    }

    private static int SizesOf(MujocoModel model, string shape) => model.Values("geom_type")[model.Find(ElementKind.Shape, shape)] switch { 2 => 1, 3 => 2, _ => 3 };

    private static int Agree(MujocoModel ours, MujocoModel theirs, string field, double relative, double absolute = 0)
    {
        var (a, b) = (ours.Values(field), theirs.Values(field));
        Assert.Equal(b.Length, a.Length);
        for (var i = 0; i < a.Length; i++)
            Assert.True(Math.Abs(a[i] - b[i]) <= absolute + (relative * Math.Abs(b[i])), $"{field}[{i}]: {a[i]:R} is not {b[i]:R}");
        return a.Length;
    }

    // The other columns are unused parameters, for which the engine's defaults differ between ways of writing the same actuator.
    private static void AgreeInColumns(MujocoModel ours, MujocoModel theirs, string field, int width, int used)
    {
        var (a, b) = (ours.Values(field), theirs.Values(field));
        Assert.Equal(b.Length, a.Length);
        for (var i = 0; i < a.Length; i++)
            Assert.True(i % width >= used || a[i] == b[i], $"{field}[{i}]: {a[i]:R} is not {b[i]:R}");
    }

    private static double Largest(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Assert.Equal(b.Length, a.Length);
        var worst = 0.0;
        for (var i = 0; i < a.Length; i++)
            worst = Math.Max(worst, Math.Abs(a[i] - b[i]));
        return worst;
    }
}
