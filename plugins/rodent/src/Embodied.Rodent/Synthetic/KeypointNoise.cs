using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>Adds what video tracking adds: Gaussian noise on every coordinate, and gaps of several frames in which a keypoint is not seen.</summary>
internal static class KeypointNoise
{
    /// <summary>Mean length of a gap [frames].</summary>
    private const double GapLength = 5;

    /// <summary>Changes [frames × keypoints × 3] in place.</summary>
    public static void Apply(Span<double> values, int keypoints, double deviation, double dropout, ulong seed)
    {
        var frames = values.Length / (3 * keypoints);
        for (var k = 0; k < keypoints; k++)
        {
            var noise = RandomStream.For(seed, 100 + (2 * (ulong)k));
            var gaps = RandomStream.For(seed, 101 + (2 * (ulong)k));
            // A two-state Markov chain whose stationary share of gaps is the dropout.
            var length = Math.Max(GapLength, dropout / (1 - dropout));
            var begin = dropout / ((1 - dropout) * length);
            var hidden = gaps.NextDouble() < dropout;
            for (var f = 0; f < frames; f++)
            {
                var point = values.Slice(((f * keypoints) + k) * 3, 3);
                for (var a = 0; a < 3; a++)
                    point[a] += deviation * noise.NextGaussian();
                if (hidden)
                    point.Fill(double.NaN);
                hidden = hidden ? gaps.NextDouble() >= 1 / length : gaps.NextDouble() < begin;
            }
        }
    }
}
