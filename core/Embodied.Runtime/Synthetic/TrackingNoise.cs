using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Synthetic;

/// <summary>Adds what video tracking adds: Gaussian noise on every coordinate, and gaps in which a keypoint is not seen.</summary>
internal static class TrackingNoise
{
    // Mean length of a gap [frames].
    private const double GapLength = 5;

    /// <summary>Changes [frames × keypoints × 3] in place.</summary>
    /// <param name="values">Keypoints.</param>
    /// <param name="keypoints">How many there are.</param>
    /// <param name="deviation">Standard deviation of the noise, in the unit of the values.</param>
    /// <param name="dropout">Share of keypoints that are not seen.</param>
    /// <param name="seed">Same seed, same noise.</param>
    public static void Apply(Span<double> values, int keypoints, double deviation, double dropout, ulong seed)
    {
        var frames = values.Length / (3 * keypoints);
        // A chain of two states whose stationary share of gaps is the dropout.
        var length = Math.Max(GapLength, dropout / (1 - dropout));
        var begin = dropout / ((1 - dropout) * length);
        for (var k = 0; k < keypoints; k++)
        {
            var (noise, gaps) = (RandomStream.For(~seed, 2 * (ulong)k), RandomStream.For(~seed, (2 * (ulong)k) + 1));
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
