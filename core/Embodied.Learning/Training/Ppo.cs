using System.Diagnostics;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Runs;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Training;

/// <summary>
/// Proximal policy optimisation (Schulman et al. 2017) for networks with and without memory, over a curriculum of stages. An update is: act in all worlds
/// for a horizon, estimate advantages, and descend for some epochs over minibatches of windows.
/// </summary>
public sealed class Ppo : ITrainer
{
    /// <summary>Catalog id.</summary>
    public const string TrainerId = "core/ppo";

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Check(IReadOnlyDictionary<string, string> settings) =>
        [.. TrainingStage.Read(TrainerId, settings).SelectMany(s => (IReadOnlyDictionary<string, string>[])[s.Task, s.Validation])];

    /// <inheritdoc/>
    public TrainingResult Train(TrainingRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var stages = TrainingStage.Read(TrainerId, request.Settings);
        var threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        var total = stages.Sum(s => s.Trainer.Steps);
        TrainingState? state = null;
        MetricsLog? log = null;
        for (var index = 0; index < stages.Count; index++)
        {
            var stage = stages[index];
            using var environment = request.Environments.Create(request.World.With(stage.Task), stage.Trainer.Worlds, threads);
            state ??= TrainingState.Begin(request, environment.Info, TrainingSeeds.Of(request.Seed, TrainingSeeds.Weights));
            log ??= new(request.RunFolder, state.Steps);
            state.Reopen(stages.Count, Updates(stages[^1].Trainer));
            if (state.Stage > index)
                continue;
            SavedAgent.RequireSame($"stage {stage.Name}", "observation", state.Observation.Channels, environment.Info.Observation);
            state.EnterStage(index, stage.Trainer);
            void Report(IReadOnlyList<KeyValuePair<string, double>> metrics, string? warning, IReadOnlyList<KeyValuePair<string, double>> timing)
            {
                log.Write(state.Steps, metrics, timing);
                request.Updates?.Report(new(state.Steps, total, stage.Name, [.. metrics, .. timing]) { Warning = warning });
                progress.Report(new(stage.Name, state.Steps, total));
            }

            using var validation = stage.Trainer.ValidationEpisodes == 0 ? null : new Validation(
                request.Environments.Create(request.World.With(stage.Validation), stage.Trainer.ValidationEpisodes, threads), state.Shape, TrainingSeeds.Of(request.Seed, TrainingSeeds.Validation));
            if (!Run(request, stage.Trainer, environment, validation, state, threads, Report, cancel))
                return new(state.Steps, false, state.LastCheckpoint);
        }

        return new(state!.Steps, true, state.LastCheckpoint);
    }

    /// <summary>Runs a stage from where it stands; false when it was cancelled.</summary>
    private static bool Run(
        TrainingRequest request,
        PpoSettings settings,
        IVectorEnvironment environment,
        Validation? validation,
        TrainingState state,
        int threads,
        MetricsReport report,
        CancellationToken cancel)
    {
        var scaler = new ReturnScaler(settings.Worlds, settings.Discount, state.Returns);
        var collector = new RolloutCollector(environment, state.Shape, state.Normalizer, scaler, threads);
        var rollout = new Rollout(state.Shape, settings.Worlds, settings.Horizon, settings.Window);
        using var gradients = new PpoGradient(state.Shape, settings.Shards, threads);
        var gradient = new float[state.Shape.ParameterCount];
        var perUpdate = (long)settings.Worlds * settings.Horizon;
        var updates = Updates(settings);
        var clock = new Stopwatch();
        Begin(request, collector, state);
        for (; state.StageUpdate < updates; state.StageUpdate++)
        {
            if (state.StageUpdate % settings.CheckpointUpdates == 0)
                state.Save(request, collector);

            // What was done since the last checkpoint is done again on resuming: that keeps a run the same to the bit however often it is stopped.
            if (cancel.IsCancellationRequested)
                return false;

            var learningRate = settings.LearningRate * (settings.Linear ? 1 - ((double)state.StageUpdate / updates) : 1);
            clock.Restart();
            collector.Collect(rollout, state.Parameters, TrainingSeeds.Of(request.Seed, TrainingSeeds.Actions, state.Updates), settings.TimeLimitEnds);
            rollout.Estimate(settings.Discount, settings.Lambda);
            var explained = rollout.ExplainedVariance();
            rollout.NormalizeAdvantages();
            var acting = clock.Elapsed.TotalSeconds;
            var now = settings with { Latent = settings.Latent.At((double)state.StageUpdate / updates), CriticAlone = state.StageUpdate < settings.CriticUpdates };
            var (figures, norm) = Descend(request.Seed, rollout, gradients, gradient, state, now, learningRate, threads);
            var learning = clock.Elapsed.TotalSeconds - acting;
            state.Count(perUpdate);
            state.RequireFinite();

            List<KeyValuePair<string, double>> metrics =
            [
                .. collector.Statistics.Report(),
                new("charts/learning_rate", learningRate),
                new("losses/policy_loss", figures.PolicyLoss),
                new("losses/value_loss", figures.ValueLoss),
                new("losses/entropy", figures.Entropy),
                new("losses/approx_kl", figures.Divergence),
                new("losses/clipfrac", figures.Clipped),
                new("losses/explained_variance", explained),
                new("losses/gradient_norm", norm),
                .. state.Shape.NoiseSize > 0 ? [new KeyValuePair<string, double>("losses/latent_kl", figures.Latent)] : Array.Empty<KeyValuePair<string, double>>(),
            ];
            // Every update has the same metrics, whether it is validated or not.
            if (validation is not null)
            {
                var due = (state.StageUpdate + 1) % settings.CheckpointUpdates == 0 || state.StageUpdate + 1 == updates;
                metrics.Add(new(TrainingState.ValidationScore, due ? validation.Score(state.Parameters, state.Normalizer, cancel) : double.NaN));
            }

            if (cancel.IsCancellationRequested)
                return false;
            state.Judge(metrics);
            report(metrics, state.Watch.See(metrics.Find(m => m.Key == "charts/episodic_return").Value), [new("charts/SPS", perUpdate / (acting + learning)), new("time/act_s", acting), new("time/learn_s", learning)]);
        }

        state.EndStage();
        state.Save(request);
        return true;
    }

    private static long Updates(PpoSettings settings)
    {
        var perUpdate = (long)settings.Worlds * settings.Horizon;
        return (settings.Steps + perUpdate - 1) / perUpdate;
    }

    // A stage begins with new episodes, or with those of the checkpoint it goes on from.
    private static void Begin(TrainingRequest request, RolloutCollector collector, TrainingState state)
    {
        if (state.Begun)
            state.Restore(request, collector);
        else
            collector.Restart(TrainingSeeds.Of(request.Seed, TrainingSeeds.Episodes, state.Updates));
        state.Begun = true;
    }

    private static (PpoFigures Figures, double Norm) Descend(
        ulong seed, Rollout rollout, PpoGradient gradients, float[] gradient, TrainingState state, PpoSettings settings, double learningRate, int threads)
    {
        var random = new RandomStream(TrainingSeeds.Of(seed, TrainingSeeds.Order, state.Updates));
        var order = Enumerable.Range(0, rollout.Sequences).ToArray();
        var sum = default(PpoFigures);
        var (count, norm) = (0, 0.0);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = random.NextInt(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            var divergence = 0.0;
            for (var m = 0; m < settings.Minibatches; m++)
            {
                var (first, end) = (order.Length * m / settings.Minibatches, order.Length * (m + 1) / settings.Minibatches);
                var figures = gradients.Compute(rollout, order[first..end], state.Parameters, settings, gradient);
                norm += state.Optimizer.Step(state.Parameters, gradient, learningRate, settings, threads);
                sum += figures;
                divergence += figures.Divergence / settings.Minibatches;
                count++;
            }

            if (settings.TargetKl > 0 && divergence > settings.TargetKl)
                break;
        }

        return (sum.Over(count), norm / count);
    }

    private delegate void MetricsReport(IReadOnlyList<KeyValuePair<string, double>> metrics, string? warning, IReadOnlyList<KeyValuePair<string, double>> timing);
}
