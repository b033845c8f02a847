using Embodied.Learning.Networks;
using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Training;

/// <summary>
/// The gradient of the mean squared difference between the student's mean actions and the teacher's over some windows. Cut into shards as
/// <see cref="PpoGradient"/> is, so that the bits do not depend on the number of threads.
/// </summary>
internal sealed class DistillationGradient : IDisposable
{
    private readonly NetworkShape _shape;
    private readonly LearningNetwork[] _networks;
    private readonly float[][] _gradients;
    private readonly double[] _losses;
    private readonly double[] _divergences;
    private readonly ParallelOptions _parallel;

    public DistillationGradient(NetworkShape shape, int shards, int threads)
    {
        _shape = shape;
        _networks = [.. Enumerable.Range(0, shards).Select(_ => new LearningNetwork(shape))];
        _gradients = [.. _networks.Select(_ => new float[shape.ParameterCount])];
        (_losses, _divergences) = (new double[shards], new double[shards]);
        _parallel = new() { MaxDegreeOfParallelism = threads };
    }

    /// <summary>The gradient over some windows of some lessons; returns the mean squared difference.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="windows">Numbers of the windows: lesson × sequences of a lesson + sequence.</param>
    /// <param name="parameters">Where the gradient is taken.</param>
    /// <param name="gradient">Receives it.</param>
    /// <param name="latent">How a stochastic latent is held to its prior.</param>
    /// <param name="seed">Seed of the latent's noise.</param>
    public (double Regression, double Divergence) Compute(
        IReadOnlyList<Lesson> lessons, int[] windows, float[] parameters, float[] gradient, LatentSettings latent, ulong seed)
    {
        var shards = Math.Min(_networks.Length, windows.Length);
        Parallel.For(0, shards, _parallel, shard =>
        {
            var (first, end) = (windows.Length * shard / shards, windows.Length * (shard + 1) / shards);
            Differentiate(shard, lessons, windows.AsSpan(first, end - first), windows.Length, parameters, latent, seed);
        });
        Array.Clear(gradient);
        var (loss, divergence) = (0.0, 0.0);
        for (var shard = 0; shard < shards; shard++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<float>(gradient, _gradients[shard], gradient);
            loss += _losses[shard];
            divergence += _divergences[shard];
        }

        return (loss, divergence);
    }

    public void Dispose()
    {
        foreach (var network in _networks)
            network.Dispose();
    }

    private void Differentiate(int shard, IReadOnlyList<Lesson> lessons, ReadOnlySpan<int> windows, int total, float[] parameters, LatentSettings settings, ulong seed)
    {
        TorchThread.RequireSingle();
        using var scope = NewDisposeScope();
        var network = _networks[shard];
        network.Load(parameters);
        var window = lessons[0].Window;
        var inputs = Gather(lessons, windows, l => l.Inputs, _shape.InputSize);
        var keep = Gather(lessons, windows, l => l.Keep, 1);
        var labels = Gather(lessons, windows, l => l.Labels, _shape.ActionSize);
        var memory = _shape.MemoryStateSize > 0 ? GatherMemory(lessons, windows) : null;
        var noise = _shape.NoiseSize > 0 ? Noise(windows, window, seed) : null;
        var (mean, latents) = network.RunActions(inputs, memory, keep, noise);
        // Behind the cut of a clipped action there would be no gradient, so that one is compared before it.
        var action = _shape.Spec.Transform == ActionTransform.Tanh ? mean.tanh() : mean;
        var loss = (action - labels).Squared().sum().Over((double)total * window * _shape.ActionSize);
        var divergence = LatentPrior.Divergence(latents, keep, settings.Correlation).Over((double)total * window);
        network.Backward(loss.Plus(divergence.Times(settings.Weight)));
        network.Gradient(_gradients[shard]);
        (_losses[shard], _divergences[shard]) = (loss.ToNumber(), divergence.ToNumber());
    }

    // Drawn per window, so that it does not depend on how windows are shared out.
    private Tensor Noise(ReadOnlySpan<int> windows, int steps, ulong seed)
    {
        var size = _shape.NoiseSize;
        var noise = new float[steps * windows.Length * size];
        for (var s = 0; s < windows.Length; s++)
        {
            var random = RandomStream.For(seed, (ulong)windows[s]);
            for (var t = 0; t < steps; t++)
            {
                foreach (ref var number in noise.AsSpan(((t * windows.Length) + s) * size, size))
                    number = (float)random.NextGaussian();
            }
        }

        return Tensors.From(noise, steps, windows.Length, size);
    }

    private static Tensor Gather(IReadOnlyList<Lesson> lessons, ReadOnlySpan<int> windows, Func<Lesson, float[]> source, int size)
    {
        var steps = lessons[0].Window;
        var made = Tensors.Unfilled(out var gathered, steps, windows.Length, size);
        for (var s = 0; s < windows.Length; s++)
        {
            var (lesson, window, world) = Locate(lessons, windows[s]);
            var numbers = source(lesson);
            for (var t = 0; t < steps; t++)
                numbers.AsSpan(((((window * steps) + t) * lesson.Worlds) + world) * size, size).CopyTo(gathered[(((t * windows.Length) + s) * size)..]);
        }

        return made;
    }

    private Tensor GatherMemory(IReadOnlyList<Lesson> lessons, ReadOnlySpan<int> windows)
    {
        var size = _shape.MemoryStateSize;
        var made = Tensors.Unfilled(out var gathered, windows.Length, size);
        for (var s = 0; s < windows.Length; s++)
        {
            var (lesson, window, world) = Locate(lessons, windows[s]);
            lesson.Memory.AsSpan(((window * lesson.Worlds) + world) * size, size).CopyTo(gathered[(s * size)..]);
        }

        return made;
    }

    private static (Lesson Lesson, int Window, int World) Locate(IReadOnlyList<Lesson> lessons, int number)
    {
        var (lesson, sequence) = Math.DivRem(number, lessons[0].Sequences);
        var (window, world) = Math.DivRem(sequence, lessons[0].Worlds);
        return (lessons[lesson], window, world);
    }
}
