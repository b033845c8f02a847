using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tasks;

/// <summary>Nothing is asked: what a task made of terms stands on.</summary>
/// <param name="info">Its name and times.</param>
internal sealed class BareTask(TaskInfo info) : ITask
{
    /// <inheritdoc/>
    public TaskInfo Info { get; } = info;

    /// <inheritdoc/>
    public void Bind(BodyInScene body)
    {
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public EpisodeEnd Judge(in StepContext step, Span<double> terms) => EpisodeEnd.None;
}
