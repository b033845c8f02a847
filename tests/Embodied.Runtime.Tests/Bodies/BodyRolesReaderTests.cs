using Embodied.Runtime.Bodies;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Runtime.Tests.Bodies;

public sealed class BodyRolesReaderTests : IDisposable
{
    private const string Good =
        """
        root: trunk
        head: skull
        end_effectors: [hand, foot]
        ground_contacts: [hand, foot]
        forward: [0, 1, 0]
        standing_height: 0.05
        portrait_camera: side
        keypoints:
          Snout: {segment: skull, offset: [0.01, 0, 0]}
          Back: {segment: trunk, offset: [0, 0, 0.02], regularized: true, trunk: true}
        skeleton: [[Snout, Back]]
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"roles-{Guid.NewGuid():N}.yaml");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void ReadsAllRoles()
    {
        var roles = Read(Good);

        Assert.Equal("trunk", roles.Root);
        Assert.Equal(["hand", "foot"], roles.EndEffectors);
        Assert.Equal(new Vec3(0, 1, 0), roles.Forward);
        Assert.Equal(["Snout", "Back"], roles.Keypoints.Select(k => k.Name));
        Assert.Equal(new Keypoint { Name = "Back", Segment = "trunk", Offset = new(0, 0, 0.02), Regularized = true, Trunk = true }, roles.Keypoints[1]);
        Assert.Equal(new KeypointLine("Snout", "Back"), Assert.Single(roles.Skeleton));
        Assert.Null(roles.EgocentricCamera);
    }

    [Theory]
    [InlineData("head: skull", "head: skul", ":2:7: unknown segment 'skul'")]
    [InlineData("[[Snout, Back]]", "[[Snout, Bak]]", ":11:12: unknown keypoint 'Bak'")]
    [InlineData("side", "top", ":7:18: unknown camera 'top'")]
    [InlineData("[0, 1, 0]", "[0, 0, 0]", ":5:10: forward must not be the zero vector")]
    [InlineData("0.05", "-1", ":6:18: '-1' does not do")]
    public void RefusesBrokenReferences(string from, string to, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Read(Good.Replace(from, to, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    private BodyRoles Read(string text)
    {
        File.WriteAllText(_file, text);
        return BodyRolesReader.Read(_file, ["trunk", "skull", "hand", "foot"], ["side"]);
    }
}
