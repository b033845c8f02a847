using Embodied.OdorPlume.Bodies;
using Embodied.Runtime.Backends.Planar;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Testing;

namespace Embodied.OdorPlume.Tests.Tracking;

public sealed class FlyerConformanceTests : BodyConformance
{
    protected override IBody Body { get; } = new FlyerFactory().Create(BodyOptions.Default);

    protected override IBackend Backend { get; } = new PlanarBackend();
}

public sealed class FlyerFactoryConformanceTests : BodyFactoryConformance
{
    protected override IBodyFactory Factory { get; } = new FlyerFactory();
}

public sealed class TrackTaskConformanceTests : TaskConformance
{
    protected override ITaskFactory Factory { get; } = Worlds.Factory;

    protected override IBody Body { get; } = new FlyerFactory().Create(BodyOptions.Default);

    protected override IBackend Backend { get; } = new PlanarBackend();
}

public sealed class CodeEnvironmentConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() => Worlds.Create(("wind", "noisy3"), ("start", "quantile"), ("birthx", "0.3"), ("flipping", "true"), ("odor_scaling", "true"));
}

public sealed class PaperEnvironmentConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() => Worlds.Create(("parameters", "paper"), ("wind", "switch45"), ("kernel", "gaussian"), ("action_feedback", "true"), ("obs_noise", "0.1"), ("act_noise", "0.1"));
}

public sealed class WalkingEnvironmentConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() => Worlds.Create(("locomotion", "walking"), ("diffusion_min", "0.5"));
}
