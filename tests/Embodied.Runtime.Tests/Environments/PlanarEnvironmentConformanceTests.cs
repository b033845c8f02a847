using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Testing;

namespace Embodied.Runtime.Tests.Environments;

public sealed class PlanarEnvironmentConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() =>
        new EnvironmentBuilder(new PlanarBackend(), FigureBody.Rover(lag: 0.2), () => WalkTask.Setup()).Build();
}

public sealed class PlanarTaskConformanceTests : TaskConformance
{
    protected override ITaskFactory Factory { get; } = new WalkFactory();

    protected override IBody Body { get; } = FigureBody.Rover();

    protected override IBackend Backend { get; } = new PlanarBackend();

    private sealed class WalkFactory : ITaskFactory
    {
        public TaskOffer Offer { get; } = new("walk", "test/rover", PlanarBackend.BackendId);

        public TaskSetup Create(TaskSettings settings)
        {
            _ = new PartSettings("task 'walk'", settings.Values, []);
            return WalkTask.Setup();
        }
    }
}

public sealed class PlanarBodyConformanceTests : BodyConformance
{
    protected override IBody Body { get; } = FigureBody.Rover();

    protected override IBackend Backend { get; } = new PlanarBackend();
}

public sealed class PlanarBackendConformanceTests : BackendConformance
{
    protected override IBackend Backend { get; } = new PlanarBackend();

    protected override Scene Scene { get; } = new()
    {
        Arena = new Arenas.FlatArena(),
        Bodies = [new(FigureBody.Rover(lag: 0.1), "a/"), new(FigureBody.Rover(), "b/") { Offset = new(1, 0, 0) }],
    };
}
