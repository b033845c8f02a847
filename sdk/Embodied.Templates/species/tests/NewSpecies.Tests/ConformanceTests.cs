using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Testing;
using Xunit;

namespace NewSpecies.Tests;

/// <summary>The program with this plugin, loaded once for all tests.</summary>
internal static class Host
{
    public static TestHost Program { get; } = TestHost.For(typeof(Host).Assembly);
}

public sealed class PluginTests
{
    [Fact]
    public void It_loads() => Assert.Empty(Host.Program.Problems);
}

public sealed class BodyTests : BodyConformance
{
    protected override IBody Body { get; } = Host.Program.Get<IBodyFactory>("new-species/body").Create(BodyOptions.Default);

    protected override IBackend Backend => Host.Program.Backend;
}

public sealed class BodyFactoryTests : BodyFactoryConformance
{
    protected override IBodyFactory Factory { get; } = Host.Program.Get<IBodyFactory>("new-species/body");
}

public sealed class TaskTests : TaskConformance
{
    protected override ITaskFactory Factory { get; } = Host.Program.Get<ITaskFactory>("new-species/walk");

    protected override IBody Body { get; } = Host.Program.Get<IBodyFactory>("new-species/body").Create(BodyOptions.Default);

    protected override IBackend Backend => Host.Program.Backend;
}

public sealed class WorldTests : EnvironmentConformance
{
    protected override IEnvironment Create() => Host.Program.CreateWorld("new-species/walk");
}
