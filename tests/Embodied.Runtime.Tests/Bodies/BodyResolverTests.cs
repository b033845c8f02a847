using Embodied.Runtime.Bodies;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Tests.Bodies;

public sealed class BodyResolverTests
{
    private const string Ball =
        """
        name: ball
        segments: [{ name: ball, shapes: [{ kind: sphere, size: [0.1] }] }]
        roles: { root: ball }
        """;

    [Fact]
    public void Figures_are_read_by_their_ending()
    {
        using var file = new TemporaryFile("ball.yaml", Ball);

        var body = BodyResolver.ReadFile(file.Path);

        Assert.Equal(file.Path, body.Id);
        Assert.Equal("ball", Assert.IsType<FigureSource>(body.Source).Figures.Name);
        Assert.Equal("ball", body.Roles.Root);
    }

    [Theory]
    [InlineData("a.yaml", true)]
    [InlineData("b/c.YML", true)]
    [InlineData("d.xml", true)]
    [InlineData("plugin/body", false)]
    public void A_file_is_told_from_an_id_by_its_ending(string reference, bool isFile) => Assert.Equal(isFile, BodyResolver.IsFile(reference));

    [Fact]
    public void Roles_alone_are_no_body()
    {
        var e = Assert.Throws<InputException>(() => BodyResolver.ReadFile("beast.roles.yaml"));

        Assert.Contains("beast.xml", e.Hint, StringComparison.Ordinal);
    }
}
