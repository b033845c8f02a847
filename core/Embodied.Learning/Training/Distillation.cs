using System.Diagnostics;
using Embodied.Learning.Runs;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Training;

/// <summary>
/// Learns to act as a teacher does, by regression with dataset aggregation (DAgger; Ross, Gordon and Bagnell 2011). In update n every step is the
/// teacher's with probability β = pⁿ and the student's otherwise, the teacher labels them all, and the student descends on the mean squared difference
/// over the newest lessons. Without a teacher the task demonstrates. Actions are compared behind tanh, and before the cut of clipped ones. The critic and the spread of actions stay as they began.
/// </summary>
public sealed class Distillation : ITrainer
{
    /// <summary>Catalog id.</summary>
    public const string TrainerId = "core/distillation";

    private const string StageName = "distillation";

    // Below this share the teacher's hand is off the wheel for good, and episodes are judged as the student's own.
    private const double LeastShare = 0.01;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Check(IReadOnlyDictionary<string, string> settings)
    {
        DistillationSettings.Read(TrainerId, settings);
        return [];
    }

    /// <inheritdoc/>
    public TrainingResult Train(TrainingRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = DistillationSettings.Read(TrainerId, request.Settings);
        var threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        using var environment = request.Environments.Create(request.World, settings.Worlds, threads);
        if (request.Teacher is null && !environment.Demonstrate([]))
            throw new InputException(TrainerId, "is given no teacher, and the task demonstrates nothing", "Add teacher: an agent file, the folder of a run, or the id of a controller.");
        var state = TrainingState.Begin(request, environment.Info, TrainingSeeds.Of(request.Seed, TrainingSeeds.Weights));
        if (state.Stage > 0)
            return new(state.Steps, true, state.LastCheckpoint);
        state.EnterStage(0, new());
        var log = new MetricsLog(request.RunFolder, state.Steps);
        void Report(IReadOnlyList<KeyValuePair<string, double>> metrics, IReadOnlyList<KeyValuePair<string, double>> timing)
        {
            log.Write(state.Steps, metrics, timing);
            request.Updates?.Report(new(state.Steps, settings.Steps, StageName, [.. metrics, .. timing]));
            progress.Report(new(StageName, state.Steps, settings.Steps));
        }

        var completed = Run(request, settings, environment, state, threads, Report, cancel);
        return new(state.Steps, completed, state.LastCheckpoint);
    }

    /// <summary>Trains from where it stands; false when it was cancelled.</summary>
    private static bool Run(
        TrainingRequest request,
        DistillationSettings settings,
        IVectorEnvironment environment,
        TrainingState state,
        int threads,
        Action<IReadOnlyList<KeyValuePair<string, double>>, IReadOnlyList<KeyValuePair<string, double>>> report,
        CancellationToken cancel)
    {
        using var collector = new LessonCollector(environment, state.Shape, state.Normalizer, request.Teacher, settings, TrainingSeeds.Of(request.Seed, TrainingSeeds.Teacher), threads);
        var book = new LessonBook(state.Shape, settings, threads);
        if (state.Updates > 0)
            book.Load(request.RunFolder, state.Updates);
        using var gradients = new DistillationGradient(state.Shape, settings.Shards, threads);
        var gradient = new float[state.Shape.ParameterCount];
        var perUpdate = (long)settings.Worlds * settings.Horizon;
        var updates = (settings.Steps + perUpdate - 1) / perUpdate;
        var clock = new Stopwatch();
        for (; state.StageUpdate < updates; state.StageUpdate++)
        {
            if (state.StageUpdate % settings.CheckpointUpdates == 0)
            {
                state.Begun = true;
                Save(request, book, state);
                collector.Restart(
                    TrainingSeeds.Of(request.Seed, TrainingSeeds.Episodes, state.Updates), TrainingSeeds.Of(request.Seed, TrainingSeeds.Teacher, state.Updates));
            }

            if (cancel.IsCancellationRequested)
                return false;

            var learningRate = settings.LearningRate * (settings.Linear ? 1 - ((double)state.StageUpdate / updates) : 1);
            var share = Math.Pow(settings.TeacherDecay, state.Updates) is var beta && beta >= LeastShare ? beta : 0;
            clock.Restart();
            var disagreement = collector.Collect(book.Next(), state.Parameters, share, TrainingSeeds.Of(request.Seed, TrainingSeeds.Actions, state.Updates));
            var acting = clock.Elapsed.TotalSeconds;
            book.Replay(state.Parameters, state.Normalizer);
            var latent = settings.Latent.At((double)state.StageUpdate / updates);
            var (loss, divergence, norm) = Descend(request.Seed, book, gradients, gradient, state, settings with { Latent = latent }, learningRate, threads);
            var learning = clock.Elapsed.TotalSeconds - acting;
            state.Count(perUpdate);
            state.RequireFinite();

            List<KeyValuePair<string, double>> metrics =
            [
                .. collector.Statistics.Report(),
                new("charts/learning_rate", learningRate),
                new("charts/teacher_share", share),
                new("losses/disagreement", disagreement),
                new("losses/regression", loss),
                new("losses/gradient_norm", norm),
                .. state.Shape.NoiseSize > 0 ? [new KeyValuePair<string, double>("losses/latent_kl", divergence)] : Array.Empty<KeyValuePair<string, double>>(),
            ];
            if (share == 0)
                state.Judge(metrics);
            report(metrics, [new("charts/SPS", perUpdate / (acting + learning)), new("time/act_s", acting), new("time/learn_s", learning)]);
        }

        state.EndStage();
        Save(request, book, state);
        return true;
    }

    // The lessons go first: a checkpoint whose lessons are missing could not go on.
    private static void Save(TrainingRequest request, LessonBook book, TrainingState state)
    {
        book.Save(request.RunFolder, state.Updates);
        state.Save(request);
        LessonBook.Prune(request.RunFolder, state.Updates);
    }

    private static (double Loss, double Divergence, double Norm) Descend(
        ulong seed, LessonBook book, DistillationGradient gradients, float[] gradient, TrainingState state, DistillationSettings settings, double learningRate, int threads)
    {
        var random = new RandomStream(TrainingSeeds.Of(seed, TrainingSeeds.Order, state.Updates));
        var adam = new PpoSettings { MaximumGradientNorm = settings.MaximumGradientNorm, WeightDecay = settings.WeightDecay, AdamEpsilon = settings.AdamEpsilon };
        var order = Enumerable.Range(0, book.Lessons.Sum(l => l.Sequences)).ToArray();
        // As many steps of the optimiser as their share of the lessons asks, of the same size.
        var parts = Math.Max(1, (int)Math.Round(settings.LessonShare * settings.Minibatches * book.Lessons.Count));
        var taken = settings.LessonShare < 1 ? Math.Max(parts, (int)(settings.LessonShare * order.Length)) : order.Length;
        var (loss, divergence, norm) = (0.0, 0.0, 0.0);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = random.NextInt(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            for (var m = 0; m < parts; m++)
            {
                var windows = order.AsSpan(((int)((long)taken * m / parts))..(int)((long)taken * (m + 1) / parts)).ToArray();
                var found = gradients.Compute(book.Lessons, windows, state.Parameters, gradient, settings.Latent, random.NextUInt64());
                (loss, divergence) = (loss + found.Regression, divergence + found.Divergence);
                norm += state.Optimizer.Step(state.Parameters, gradient, learningRate, adam, threads);
            }
        }

        return (loss / (settings.Epochs * parts), divergence / (settings.Epochs * parts), norm / (settings.Epochs * parts));
    }
}
