using Embodied.Analysis.Synthetic;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Tests.Neural;

/// <summary>A recording of a body and a controller with a stochastic latent, and neurons of known cause.</summary>
internal static class MadeSession
{
    public const int Frames = 16_000;
    public const int Latent = 5;
    private static readonly string[] Behaviours = ["still", "sniff", "walk", "run", "rear", "groom"];

    /// <summary>Behaviour in each frame: bouts of about a second.</summary>
    public static int[] Bouts { get; } = MakeBouts();

    /// <summary>How much the latent, and the neurons that follow it, vary in each behaviour.</summary>
    public static double[] Gain(bool structured) => [.. Bouts.Select(b => structured ? 0.25 * b : 0.5)];

    public static Recording Make(string? driver = "decoder/0", int units = 12, bool structured = true, bool behaviours = true, bool noisyNeurons = false, ulong seed = 1)
    {
        var time = TimeBase.Regular(50);
        RecordingChannel Channel(string name, double[] values, IReadOnlyList<string>? labels = null) =>
            new() { Name = name, Unit = "1", Shape = values.Length == Frames ? [Frames] : [Frames, values.Length / Frames], Values = values, Time = time, Labels = labels };
        var (body, layer) = (Smooth(6, seed, 1), Smooth(8, seed, 2));
        List<RecordingChannel> channels =
        [
            Channel(ChannelNames.Positions, body),
            Channel(AssayChannels.Observation("state"), Smooth(4, seed, 3)),
            Channel(AssayChannels.Probe("encoder/0"), Smooth(8, seed, 4)),
            Channel(AssayChannels.Probe("latent/scale"), Scale(structured)),
            Channel(AssayChannels.Probe("decoder/0"), layer),
        ];
        if (behaviours)
            channels.Add(Channel(ChannelNames.Behaviour, [.. Bouts.Select(b => (double)b)], Behaviours));
        if (driver is not null)
        {
            var features = new Matrix(driver == "decoder/0" ? layer : body, Frames, driver == "decoder/0" ? 8 : 6);
            var counts = new SyntheticUnits { Units = units, MedianRate = 12, Seed = seed }.Draw(features, noisyNeurons ? Gain(structured) : null);
            channels.Add(Channel(ChannelNames.Spikes, [.. counts.Select(c => (double)c)]));
        }

        return new("made", channels, new() { Origin = "a test", Synthetic = true });
    }

    private static double[] Smooth(int columns, ulong seed, ulong stream)
    {
        var (random, values) = (RandomStream.For(seed, stream), new double[Frames * columns]);
        for (var i = 0; i < values.Length; i++)
            values[i] = i < columns ? random.NextGaussian() : (0.9 * values[i - columns]) + (0.436 * random.NextGaussian());
        return values;
    }

    private static double[] Scale(bool structured)
    {
        var (gain, values, random) = (Gain(structured), new double[Frames * Latent], RandomStream.For(9, 9));
        for (var i = 0; i < values.Length; i++)
        {
            // Each behaviour has its own pattern over the latent, so that they differ in more than their mean.
            var (frame, j) = (i / Latent, i % Latent);
            values[i] = 0.2 + (0.3 * gain[frame] * (1 + (0.5 * Math.Sin(j + (2 * Bouts[frame]))))) + (0.02 * random.NextDouble());
        }

        return values;
    }

    private static int[] MakeBouts()
    {
        var (random, bouts) = (RandomStream.For(5, 5), new int[Frames]);
        for (var frame = 0; frame < Frames;)
        {
            var (behaviour, end) = (random.NextInt(6), Math.Min(Frames, frame + 25 + random.NextInt(50)));
            while (frame < end)
                bouts[frame++] = behaviour;
        }

        return bouts;
    }
}

/// <summary>Adds the first number it sees, times a latent it draws, to its action.</summary>
internal sealed class LatentController : IController, IStochasticLatent, ILearnt
{
    public ControllerInfo Info { get; } = new() { Id = "test", StateSize = 1, Probes = new([new("decoder/0", 2, "1")]) };

    public int ObservationSize => 4;

    public int ActionSize => 2;

    public int LatentSize => 1;

    public float LatentNoise { get; set; } = 1;

    public LatentStructure LatentStructure { get; set; }

    public float ActionNoise { get; set; } = 1;

    public IController Untrained(ulong seed) => new LatentController();

    public void ResetState(Span<float> state, ulong seed) => state.Clear();

    public void Act(in ControllerBatch batch)
    {
        for (var w = 0; w < batch.Count; w++)
        {
            var random = batch.Sampled ? new RandomStream(batch.Seeds[w]) : default;
            var latent = batch.Sampled ? LatentNoise * (float)random.NextGaussian() : 0;
            if (!batch.Probes.IsEmpty)
                batch.Observations.Slice(w * 4, 2).CopyTo(batch.Probes[(w * 2)..]);
            for (var a = 0; a < 2; a++)
                batch.Actions[(w * 2) + a] = (batch.Observations[w * 4] * latent) + (batch.Sampled ? 100 * ActionNoise * (float)random.NextGaussian() : 0);
        }
    }

    public void Dispose()
    {
    }
}
