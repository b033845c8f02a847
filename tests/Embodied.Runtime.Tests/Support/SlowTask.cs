using Embodied.Mujoco;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Tests.Support;

/// <summary>Stands for tasks that need minutes to be made: counts how often it is made, tells of it, and can be stopped.</summary>
internal sealed class SlowTask : ITaskFactory
{
    public int Made { get; private set; }

    public TaskOffer Offer { get; } = new("Takes long to make", "test/table", MujocoBackend.BackendId);

    public TaskSetup Create(TaskSettings settings)
    {
        Made++;
        settings.Progress?.Report(new("making", 0, 1));
        settings.Cancel.ThrowIfCancellationRequested();
        return WalkTask.Setup();
    }

    public void Check(TaskSettings settings)
    {
        if (settings.Values.ContainsKey("wrong"))
            throw new InputException(settings.Values.PlaceOf("wrong", "test/slow"), "has no setting 'wrong'");
    }

    /// <summary>The table, this task, and controllers that need no training.</summary>
    public Catalog Catalog() => TableWorld.Make(
        TableWorld.Offer<ITaskFactory>("test/slow", () => this),
        TableWorld.Offer<IControllerFactory>(ZeroController.ControllerId, () => new ZeroController.Factory()),
        TableWorld.Offer<IControllerFactory>(RandomController.ControllerId, () => new RandomController.Factory()));

    /// <summary>Passes on what it is told.</summary>
    internal sealed class Told(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }
}
