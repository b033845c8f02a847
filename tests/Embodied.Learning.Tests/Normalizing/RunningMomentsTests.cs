using CsCheck;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Tests.Support;

namespace Embodied.Learning.Tests.Normalizing;

public sealed class RunningMomentsTests
{
    [Fact]
    public void Merged_batches_have_the_moments_of_all_rows() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12].Array[1, 8], Gen.ULong, Gen.Double[-1000, 1000]).Sample((size, batches, seed, offset) =>
        {
            var moments = new RunningMoments(size) { Count = 0 };
            var rows = Nets.Gaussians(batches.Sum() * size, seed, 2).Select(x => (float)(x + offset)).ToArray();
            var first = 0;
            foreach (var batch in batches)
            {
                moments.Add(rows.AsSpan(first * size, batch * size));
                first += batch;
            }

            for (var i = 0; i < size; i++)
            {
                var column = rows.Where((_, k) => k % size == i).Select(x => (double)x).ToArray();
                var mean = column.Average();
                Assert.Equal(mean, moments.Mean[i], 1e-9 * Math.Max(1, Math.Abs(mean)));
                Assert.Equal(column.Average(x => (x - mean) * (x - mean)), moments.Variance[i], 1e-6);
            }

            Assert.Equal(batches.Sum(), moments.Count);
        });

    [Fact]
    public void Before_any_data_nothing_is_changed()
    {
        var normalizer = new ObservationNormalizer(2);
        var target = new float[2];
        normalizer.Apply([3, -4], target);
        Assert.Equal([3f, -4f], target);
    }
}
