using Embodied.Runtime.Bodies;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Runtime.Tests.Bodies;

public sealed class BodyReaderTests : IDisposable
{
    private const string Good =
        """
        name: walker
        units: millimetre_gram
        colors:
          pale: [0.9, 0.9, 0.8, 1]
        classes:
          joint:
            hinge: {damping: 0.1, position: [0, 0, 1], armature: 0.01}
            knee: {extends: hinge, range: [-1, 2], damping: 0.2}
          shape:
            solid: {kind: capsule, density: 500, contact: {type: 1, affinity: 1, friction: [0.7, 0.005, 0.0001]}}
            foot: {extends: solid, contact: {affinity: 0}}
          actuator:
            motor: {target: joint, time_constant: 0.04}
        segments:
          - name: trunk
            shapes:
              - {class: solid, size: [1, 2], color: pale}
            cameras:
              - {name: side, mode: track, position: [0, -1, 0], field_of_view: 30}
          - name: leg
            parent: trunk
            position: [0, 0, -3]
            joints:
              - {name: hip, class: knee, position: [0, 0, 0.5]}
              - {name: twist, class: hinge, axis: [0, 0, 2]}
            shapes:
              - {name: shin, class: foot, kind: sphere, size: [1]}
            sites:
              - {name: sole, size: [0.5], position: [0, 0, -1]}
        tendons:
          - {name: both, terms: [[hip, 0.5], [twist, 0.5]]}
        actuators:
          - {name: pull, class: motor, target_name: hip, gain: 2, bias: [0, -2, 0], force_range: [-3, 3]}
          - {name: draw, target: tendon, target_name: both}
        sensors:
          - [sole, touch, sole]
        contact_exclusions:
          - [trunk, leg]
        roles:
          root: trunk
          portrait_camera: side
          keypoints:
            Knee: {segment: leg}
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"body-{Guid.NewGuid():N}.yaml");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void ClassesGiveDefaultsAndPartsOverrideThem()
    {
        var document = Read(Good);
        var leg = document.Figures.Segments[1];

        Assert.Equal(UnitSystem.MillimetreGram, document.Figures.Units);
        Assert.Equal(new Joint { Name = "hip", Position = new(0, 0, 0.5), Range = new(-1, 2), Damping = 0.2, Armature = 0.01 }, leg.Joints[0]);
        Assert.Equal(new Vec3(0, 0, 1), leg.Joints[1].Position);
        Assert.Equal(["twist"], document.JointsAnchoredByClass);
        Assert.Equal(0.04, document.Figures.Actuators[0].TimeConstant);
        Assert.Equal([0, -2, 0], document.Figures.Actuators[0].Bias!);
        Assert.Equal(new SensorFigure("sole", SensorKind.Touch, "sole"), Assert.Single(document.Figures.Sensors));
        Assert.Equal("trunk", document.Roles.Root);
    }

    [Fact]
    public void ContactPropertiesMergeKeyByKeyAndColoursAreNamed()
    {
        var figures = Read(Good).Figures;
        var foot = figures.Segments[1].Shapes[0];

        Assert.Equal(ShapeKind.Sphere, foot.Kind);
        Assert.Equal(0, foot.Contact.Affinity);
        Assert.Equal([0.7, 0.005, 0.0001], foot.Contact.Friction!);
        Assert.Equal(500, foot.Density);
        Assert.Equal([0.9, 0.9, 0.8, 1], figures.Segments[0].Shapes[0].Color);
    }

    [Theory]
    [InlineData("class: knee, pos", "class: kne, pos", ":24:28: unknown class of joints 'kne'", "knee")]
    [InlineData("color: pale", "color: pail", ":17:45: unknown colour 'pail'", "pale")]
    [InlineData("damping: 0.2", "dampping: 0.2", ":8:44: unknown key 'dampping' in a class of joints", "damping")]
    [InlineData("gain: 2", "gian: 2", "unknown key 'gian'", "gain")]
    [InlineData("parent: trunk", "parent: trnk", ":21:13: unknown segment 'trnk'", "trunk")]
    [InlineData("[twist, 0.5]", "[twst, 0.5]", ":31:39: unknown joint 'twst'", "twist")]
    [InlineData("target_name: hip", "target_name: hop", "unknown joint 'hop'", "hip")]
    [InlineData("[sole, touch, sole]", "[sole, touch, soul]", "unknown site 'soul'", "sole")]
    [InlineData("- [trunk, leg]", "- [trunk, lag]", "unknown segment 'lag'", "leg")]
    [InlineData("segment: leg", "segment: log", "unknown segment 'log'", "leg")]
    [InlineData("extends: hinge", "extends: knee", "class 'knee' extends itself", "")]
    [InlineData("name: twist", "name: hip", "joint 'hip' stands twice, first in line 24", "")]
    [InlineData("range: [-1, 2]", "range: [2, -1]", "the low end must be below the high end", "")]
    [InlineData("kind: sphere, size: [1]", "kind: sphere, size: [1, 2]", "a sphere has 1 positive size, found [1, 2]", "")]
    [InlineData("damping: 0.1", "damping: much", ":7:22: expected a number, found 'much'", "")]
    [InlineData("units: millimetre_gram", "units: inch", "expected one of si, millimetre_gram", "")]
    public void RefusesWithPlaceAndNearestName(string from, string to, string message, string hint)
    {
        var error = Assert.Throws<InputException>(() => Read(Good.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(_file, error.Place, StringComparison.Ordinal);
        Assert.Contains(hint, $"{error.Message} {error.Hint}", StringComparison.Ordinal);
    }

    [Fact]
    public void AParentStandsBeforeItsChildren()
    {
        var orphan = Good.Replace("  - name: leg\n    parent: trunk", "  - name: foot\n    parent: leg\n  - name: leg\n    parent: trunk", StringComparison.Ordinal);

        Assert.Contains("segment 'foot' stands before its parent 'leg'", Assert.Throws<InputException>(() => Read(orphan)).Message, StringComparison.Ordinal);
    }

    private BodyDocument Read(string text)
    {
        File.WriteAllText(_file, text);
        return new BodyReader().Read(_file);
    }
}
