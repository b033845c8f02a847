using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Tracking;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Following;

/// <summary>Those who have learnt nothing on the windows of a job: doing nothing, holding the pose in which the motion begins, servos of the joints, and the teacher.</summary>
/// <param name="job">The job.</param>
/// <param name="body">The body that moves.</param>
/// <param name="cancel">Stops it.</param>
/// <param name="original">The job with the body they know, where that has another size; null where it is the same.</param>
internal sealed class FollowingBaselines(FollowingJob job, TeacherBody body, CancellationToken cancel, (FollowingJob Job, TeacherBody Body)? original = null)
{
    private readonly TeacherBody _known = original?.Body ?? body;

    /// <summary>Name of doing nothing.</summary>
    public const string Zero = "zero action";

    /// <summary>Name of holding the pose in which the motion begins.</summary>
    public const string Hold = "hold start pose";

    /// <summary>Name of the servos.</summary>
    public const string Servos = "servos";

    /// <summary>Name of the teacher.</summary>
    public const string Teacher = "teacher";

    private readonly TeacherBook? _book = job.Teachers is { } file ? TeacherBook.Read(file) : null;

    /// <summary>How an actor is bound to a world and a clip.</summary>
    private delegate IMotionActor Binding(MujocoSimulation world, string clip);

    /// <summary>Their names in order, the teacher last.</summary>
    public static IReadOnlyList<string> Names { get; } = [Zero, Hold, Servos, Teacher];

    /// <summary>Lets one of them follow.</summary>
    /// <param name="name">Which.</param>
    /// <param name="settings">The worlds.</param>
    /// <param name="perturbation">Unknown to them: their own model of the body stays the original one, and they see late as the agent does. Null for none.</param>
    public TrialResult[] Follow(string name, FollowingSettings settings, Perturbation? perturbation = null)
    {
        var bind = Bind(name);
        using var changed = perturbation is { ChangesMatter: true } ? perturbation.Change(body.Model) : null;
        var mirrored = original is not null || perturbation is { Delay: > 0 } or { ChangesMatter: true };
        var results = new TrialResult[job.Windows.Count];
        double[] units = [.. body.Model.Info.ControlRanges.Select((r, i) => 0.5 * r.Width * (settings.ActionScales.Count > i ? settings.ActionScales[i] : 1))];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = job.Threads > 0 ? job.Threads : Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.For(0, results.Length, parallel, () => new Worlds(changed ?? body.Model, mirrored ? _known.Model : null), (i, _, worlds) =>
        {
            var window = job.Windows[i];
            var actor = worlds.Known is { } known
                ? new MirroredActor(bind(known, window.Motion.Name), known, worlds.Real, perturbation!.Delay, perturbation.Scale, original?.Job.Windows[i].Motion)
                : bind(worlds.Real, window.Motion.Name);
            results[i] = new TeacherTrial(body, worlds.Real).Run(actor, window.Motion, window.Frame, settings.Trial(window) with { ControlScales = units }, RandomStream.For(job.Seed, (ulong)i).State);
            return worlds;
        }, worlds => worlds.Dispose());
        return results;
    }

    private Binding Bind(string name) => name switch
    {
        Zero => (_, _) => new ZeroActor(),
        Hold => (world, _) => new HoldActor(_known, new InverseDynamicsTeacher(world, _known, TeacherGainSets.Still)),
        Servos => (world, _) => new JointServoActor(world, _known),
        Teacher => (world, clip) => new ScheduledTeacher(new(world, _known, TeacherGainSets.Still), _book?.For(clip) ?? new(TeacherGainSets.Still)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"none of {string.Join(", ", Names)}"),
    };

    /// <summary>Worlds of one thread: the one that is measured, and the one the actor knows where that is another.</summary>
    private sealed class Worlds(MujocoModel real, MujocoModel? known) : IDisposable
    {
        public MujocoSimulation Real { get; } = (MujocoSimulation)real.CreateSimulation();

        public MujocoSimulation? Known { get; } = (MujocoSimulation?)known?.CreateSimulation();

        public void Dispose()
        {
            Real.Dispose();
            Known?.Dispose();
        }
    }
}
