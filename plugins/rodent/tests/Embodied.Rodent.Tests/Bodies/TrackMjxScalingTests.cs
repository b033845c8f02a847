using System.Xml.Linq;
using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Tests.Bodies;

/// <summary>
/// The rule <c>track-mjx</c> at 0.9 with torques and wide paws, against the compiled body that the MIMIC-MJX web demo publishes. That file keeps six
/// digits, collides with its paws only, and differs in the densities of 11 segments; all else agrees to its digits.
/// </summary>
public sealed class TrackMjxScalingTests
{
    // Six significant digits of figures of order 1.
    private const double Digits = 5e-6;

    public static TheoryData<ElementKind, string, int, int> Fields => new()
    {
        { ElementKind.Segment, "body_pos", 3, 3 },
        { ElementKind.Joint, "jnt_pos", 3, 3 },
        { ElementKind.Joint, "jnt_axis", 3, 3 },
        { ElementKind.Joint, "jnt_range", 2, 2 },
        { ElementKind.Joint, "jnt_stiffness", 1, 1 },
        { ElementKind.Site, "site_pos", 3, 3 },
        { ElementKind.Site, "site_size", 3, 3 },
        { ElementKind.Shape, "geom_pos", 3, 3 },
        { ElementKind.Shape, "geom_size", 3, 3 },
        { ElementKind.Actuator, "actuator_gear", 6, 6 },
        { ElementKind.Actuator, "actuator_gainprm", 10, 1 },
        { ElementKind.Actuator, "actuator_dynprm", 10, 1 },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void AgreesWithThePublishedScaledBody(ElementKind kind, string field, int width, int used)
    {
        using var ours = Ours();
        using var theirs = Theirs();

        var (compared, differing) = Compare(ours, theirs, kind, field, width, used, Digits);

        Assert.Empty(differing);
        Assert.InRange(compared, kind == ElementKind.Site ? 21 : 38, 100);
    }

    [Fact]
    public void ElevenMassesDifferBecauseTheirDensitiesDo()
    {
        using var ours = Ours();
        using var theirs = Theirs();

        var (_, differing) = Compare(ours, theirs, ElementKind.Segment, "body_mass", 1, 1, 1e-6);

        // Twice as dense there; the skull is 1 % heavier.
        string[] denser =
        [
            "vertebra_1", "vertebra_2", "vertebra_3", "vertebra_4", "vertebra_5", "vertebra_6", "skull", "upper_arm_L", "lower_arm_L", "upper_arm_R", "lower_arm_R",
        ];
        Assert.Equal(denser, differing);
    }

    private static MujocoModel Ours() =>
        Rats.Compile(Rats.Rat(new() { Scale = 0.9, ScalingRule = "track-mjx", Actuation = "torque", Modifications = ["feet"] }));

    private static MujocoModel Theirs() => PublishedRats.Load("data/rodent/mimic-mjx-web-demo/rodent_scaled.xml", root =>
    {
        root.Element("asset")!.Remove();
        foreach (var material in root.Descendants().Attributes("material").ToArray())
            material.Remove();
    });

    private static (int Compared, List<string> Differing) Compare(
        MujocoModel ours, MujocoModel theirs, ElementKind kind, string field, int width, int used, double tolerance)
    {
        var (a, b) = (ours.Values(field), theirs.Values(field));
        var differing = new List<string>();
        var compared = 0;
        for (var i = 0; theirs.NameOf(kind, i) is { } full; i++)
        {
            var name = full.Replace("-rodent", "", StringComparison.Ordinal);
            var j = ours.Find(kind, name);
            if (name is "floor" or "walker" or "world" or "root")
                continue;
            Assert.True(j >= 0, name);
            compared++;
            var (own, other) = (a.AsSpan(j * width, used).ToArray(), b.AsSpan(i * width, used).ToArray());
            if (own.Zip(other).Any(p => Math.Abs(p.First - p.Second) > tolerance))
                differing.Add(name);
        }

        return (compared, differing);
    }
}
