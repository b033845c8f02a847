using System.Diagnostics;
using Embodied.Learning.Networks;
using Embodied.Learning.Training;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Benchmarks;

/// <summary>How fast a network learns from lessons it has: gradient and step of the optimiser, without the world that the lessons are from.</summary>
public static class DistillationSpeed
{
    private const int Worlds = 64;
    private const int Horizon = 64;
    private const int Window = 4;

    /// <summary>Samples per second, of the fastest pass over a lesson of 4096 samples in two minibatches.</summary>
    /// <param name="network">The network.</param>
    /// <param name="observation">What it sees.</param>
    /// <param name="actions">How many actions it has.</param>
    /// <param name="threads">Threads that learn; as many shards.</param>
    /// <param name="seconds">About how long to measure.</param>
    /// <param name="seed">Seed of the numbers in the lesson.</param>
    /// <param name="cancel">Stops.</param>
    public static double Measure(NetworkSpec network, Layout observation, int actions, int threads, double seconds, ulong seed, CancellationToken cancel)
    {
        var shape = new NetworkShape(network, observation, actions);
        var random = new RandomStream(seed);
        var lesson = new Lesson(shape, Worlds, Horizon, Window);
        Array.Fill(lesson.Keep, 1);
        foreach (var numbers in (float[][])[lesson.Inputs, lesson.Labels])
        {
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = 0.3f * (float)random.NextGaussian();
        }

        var (parameters, gradient, adam) = (Initialization.Draw(shape, seed), new float[shape.ParameterCount], new Adam(shape.ParameterCount));
        using var gradients = new DistillationGradient(shape, threads, threads);
        var order = Enumerable.Range(0, lesson.Sequences).ToArray();
        var (clock, fastest) = (Stopwatch.StartNew(), double.PositiveInfinity);
        for (var pass = 0; pass < 3 || clock.Elapsed.TotalSeconds < seconds; pass++)
        {
            cancel.ThrowIfCancellationRequested();
            var start = clock.Elapsed.TotalSeconds;
            foreach (var part in (int[][])[order[..(order.Length / 2)], order[(order.Length / 2)..]])
            {
                gradients.Compute([lesson], part, parameters, gradient, new(), random.NextUInt64());
                adam.Step(parameters, gradient, 1e-4, new(), threads);
            }

            fastest = Math.Min(fastest, clock.Elapsed.TotalSeconds - start);
        }

        return Worlds * Horizon / fastest;
    }
}
