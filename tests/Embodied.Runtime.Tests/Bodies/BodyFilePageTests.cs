using Embodied.Runtime.Bodies;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Tests;

namespace Embodied.Runtime.Tests.Bodies;

/// <summary>The page about body files names every key there is.</summary>
public sealed class BodyFilePageTests
{
    [Theory]
    [InlineData(typeof(BodyYaml))]
    [InlineData(typeof(Segment))]
    [InlineData(typeof(Joint))]
    [InlineData(typeof(Shape))]
    [InlineData(typeof(ContactFigure))]
    [InlineData(typeof(Site))]
    [InlineData(typeof(CameraFigure))]
    [InlineData(typeof(Actuator))]
    [InlineData(typeof(Tendon))]
    [InlineData(typeof(BodyRolesYaml))]
    [InlineData(typeof(KeypointYaml))]
    public void Every_key_is_on_the_page(Type part)
    {
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "body-files.md"));

        Assert.All(YamlShape.Of(part).Properties.Keys, k => Assert.Contains($"`{k}`", page, StringComparison.Ordinal));
    }
}
