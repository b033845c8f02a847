using Embodied.Learning.Networks;
using Embodied.Learning.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Training;

/// <summary>
/// The gradient of the clipped objective (Schulman et al. 2017) over a minibatch. The minibatch is cut into shards, a setting of its own, each differentiated
/// by one thread alone, and their gradients are added in order: so the bits do not depend on the number of threads.
/// </summary>
internal sealed class PpoGradient : IDisposable
{
    private const double HalfLogTwoPi = 0.918938533204672742;

    private readonly LearningNetwork[] _networks;
    private readonly float[][] _gradients;
    private readonly double[][] _figures;
    private readonly ParallelOptions _parallel;
    private readonly int _actionSize;

    public PpoGradient(NetworkShape shape, int shards, int threads)
    {
        _networks = [.. Enumerable.Range(0, shards).Select(_ => new LearningNetwork(shape))];
        _gradients = [.. _networks.Select(_ => new float[shape.ParameterCount])];
        _figures = [.. _networks.Select(_ => new double[PpoFigures.Count])];
        _parallel = new() { MaxDegreeOfParallelism = threads };
        _actionSize = shape.ActionSize;
    }

    /// <summary>The gradient over some sequences of a rollout.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="sequences">Numbers of the sequences.</param>
    /// <param name="parameters">Where the gradient is taken.</param>
    /// <param name="settings">Weights of the objective.</param>
    /// <param name="gradient">Receives it.</param>
    public PpoFigures Compute(Rollout rollout, int[] sequences, float[] parameters, PpoSettings settings, float[] gradient)
    {
        var shards = Math.Min(_networks.Length, sequences.Length);
        Parallel.For(0, shards, _parallel, shard =>
        {
            var (first, end) = (sequences.Length * shard / shards, sequences.Length * (shard + 1) / shards);
            Differentiate(shard, rollout, sequences.AsSpan(first, end - first), sequences.Length * rollout.Window, parameters, settings);
        });
        Array.Clear(gradient);
        var figures = new double[PpoFigures.Count];
        for (var shard = 0; shard < shards; shard++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<float>(gradient, _gradients[shard], gradient);
            for (var i = 0; i < figures.Length; i++)
                figures[i] += _figures[shard][i];
        }

        return PpoFigures.From(figures);
    }

    public void Dispose()
    {
        foreach (var network in _networks)
            network.Dispose();
    }

    private void Differentiate(int shard, Rollout rollout, ReadOnlySpan<int> sequences, int total, float[] parameters, PpoSettings settings)
    {
        TorchThread.RequireSingle();
        using var scope = NewDisposeScope();
        var network = _networks[shard];
        network.Load(parameters);
        var batch = new SequenceBatch(rollout, sequences);
        // Given its noise the latent is part of the state, so that the likelihood of an action is that of the normal distribution around its mean.
        var (mean, value, latents) = network.Run(batch.Inputs, batch.Memory, batch.Keep, batch.Noise);

        var z = (batch.Raw - mean) / network.LogDeviation.exp();
        var logLikelihood = (z.Squared().Times(-0.5) - network.LogDeviation).Minus(HalfLogTwoPi).sum(-1);
        var logRatio = logLikelihood - batch.LogLikelihood;
        var ratio = logRatio.exp();
        var policy = (-minimum(ratio * batch.Advantages, ratio.Between(1 - settings.Clip, 1 + settings.Clip) * batch.Advantages).sum()).Over(total);

        var error = (value - batch.Returns).Squared();
        if (settings.ClipValues)
            error = maximum(error, (batch.Values.Plus((value - batch.Values).Between(-settings.Clip, settings.Clip)) - batch.Returns).Squared());
        var valueLoss = error.sum().Over(2.0 * total);
        var entropy = network.LogDeviation.sum().Plus(_actionSize * (0.5 + HalfLogTwoPi)).Times((double)batch.Samples / total);

        var divergence = LatentPrior.Divergence(latents, batch.Keep, settings.Latent.Correlation).Over(total);
        var objective = valueLoss.Times(settings.ValueWeight);
        network.Backward(settings.CriticAlone ? objective : (policy.Plus(objective) - entropy.Times(settings.Entropy)).Plus(divergence.Times(settings.Latent.Weight)));
        network.Gradient(_gradients[shard]);

        using var quiet = no_grad();
        // Schulman's estimator of the divergence, (r − 1) − log r, is never negative.
        _figures[shard] =
        [
            policy.ToNumber(),
            valueLoss.ToNumber(),
            entropy.ToNumber(),
            (ratio.Minus(1) - logRatio).sum().ToNumber() / total,
            ratio.Minus(1).abs().Exceeds(settings.Clip).sum().ToNumber() / total,
            divergence.ToNumber(),
        ];
    }
}
