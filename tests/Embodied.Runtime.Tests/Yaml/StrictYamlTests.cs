using System.ComponentModel.DataAnnotations;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Runtime.Tests.Yaml;

public sealed class StrictYamlTests
{
    private const string Complete =
        """
        name: walk
        mode: track_centre_of_mass
        steps: 2e8
        rate: 0.5
        tags: [a, "1.0"]
        forward: [0, 1, 0]
        limits: {knee: [-1, 1.5]}
        """;

    [Fact]
    public void ReadsEveryKindOfValue()
    {
        var read = Parse(Complete);

        Assert.Equal("walk", read.Name);
        Assert.Equal(CameraMode.TrackCentreOfMass, read.Mode);
        Assert.Equal(200_000_000, read.Steps);
        Assert.Equal(0.5, read.Rate);
        Assert.Equal(["a", "1.0"], read.Tags.Select(t => t.Value));
        Assert.Equal(new Vec3(0, 1, 0), read.Forward);
        Assert.Equal(new Interval(-1, 1.5), read.Limits["knee"]);
        Assert.Null(read.Seed);
    }

    [Fact]
    public void RemembersWhereThingsStand()
    {
        var read = Parse(Complete);

        Assert.Equal(new YamlPlace("x.yaml", 5, 8), read.Tags[0].Place);
        Assert.Equal(new YamlPlace("x.yaml", 1, 1), read.Place);
    }

    [Theory]
    [InlineData("name: a\nsteps: 1\nsede: 3", "x.yaml:3:1: unknown key 'sede'", "Did you mean 'seed'?")]
    [InlineData("name: a\nsteps: many", "x.yaml:2:8: expected a whole number, found 'many'", null)]
    [InlineData("name: a\nsteps: 1.5", "x.yaml:2:8: expected a whole number, found '1.5'", null)]
    [InlineData("name: a\nsteps: \"3\"", "x.yaml:2:8: expected a whole number, found text \"3\"", null)]
    [InlineData("name: a\nsteps:", "x.yaml:2:1: 'steps' has no value", null)]
    [InlineData("steps: 1", "x.yaml:1:1: key 'name' is missing", null)]
    [InlineData("name: a\nsteps: 1\nname: b", "x.yaml:3:1: key 'name' stands twice, first in line 1", null)]
    [InlineData("name: a\nsteps: 1\nrate: 2", "x.yaml:3:7: '2' does not do: The field rate must be between 0 and 1", null)]
    [InlineData("name: a\nsteps: 1\nrate: .nan", "x.yaml:3:7: expected a number, found '.nan'", null)]
    [InlineData("name: a\nsteps: 1\nmode: trak", "x.yaml:3:7: expected one of fixed, track, track_centre_of_mass, found 'trak'", "Did you mean 'track'?")]
    [InlineData("name: a\nsteps: 1\nforward: [0, 1]", "x.yaml:3:10: expected [x, y, z], found a list of 2", null)]
    [InlineData("name: a\nsteps: 1\nforward: {x: 1}", "x.yaml:3:10: expected [x, y, z], found a map", null)]
    [InlineData("name: a\nsteps: 1\ntags: a", "x.yaml:3:7: expected a list, found 'a'", null)]
    [InlineData("name: [a", "x.yaml:2:1: is not valid YAML", null)]
    [InlineData("name: *nowhere", "x.yaml:1:7: refers to '*nowhere', which is not defined before it", null)]
    [InlineData("", "x.yaml: is empty", null)]
    [InlineData("name: a\nsteps: 1\n---\nname: b", "x.yaml:3:1: holds a second document", "Keep one document per file.")]
    public void RefusesWithPlaceAndHint(string text, string message, string? hint)
    {
        var refused = Assert.Throws<InputException>(() => Parse(text));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(hint, refused.Hint);
    }

    [Fact]
    public void SaysEverythingThatIsWrongAtOnce()
    {
        var refused = Assert.Throws<InputException>(() => Parse("nam: a\nsteps: x\nrate: 7"));

        Assert.Equal("x.yaml:1:1", refused.Place);
        Assert.Contains("unknown key 'nam'. Did you mean 'name'?", refused.Message, StringComparison.Ordinal);
        Assert.Contains("key 'name' is missing", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\nx.yaml:2:8: expected a whole number", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\nx.yaml:3:7: '7' does not do", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AbsurdNestingIsRefusedAndNotFatal() =>
        Assert.Contains("nested deeper", Assert.Throws<InputException>(() => Parse(new string('[', 200))).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Equal("nowhere/x.yaml", Assert.Throws<InputException>(() => StrictYaml.Read<Sample>("nowhere/x.yaml")).Place);

    [Fact]
    public void TheRestGoesWhereItIsWanted()
    {
        var read = StrictYaml.Parse<Open>("use: a/b\nlatent: 60", "x.yaml");

        Assert.Equal("60", Assert.IsType<YamlScalar>(read.Settings["latent"]).Text);
    }

    private static Sample Parse(string text) => StrictYaml.Parse<Sample>(text, "x.yaml");

    private sealed class Sample
    {
        public required string Name { get; init; }

        public required long Steps { get; init; }

        public ulong? Seed { get; init; }

        [Range(0.0, 1.0)]
        public double Rate { get; init; }

        public CameraMode Mode { get; init; }

        public IReadOnlyList<Placed<string>> Tags { get; init; } = [];

        public Vec3 Forward { get; init; }

        public IReadOnlyDictionary<string, Interval> Limits { get; init; } = new Dictionary<string, Interval>();

        public YamlPlace Place { get; init; }
    }

    private sealed class Open
    {
        public required string Use { get; init; }

        [YamlRest]
        public IReadOnlyDictionary<string, YamlNode> Settings { get; init; } = new Dictionary<string, YamlNode>();
    }
}
