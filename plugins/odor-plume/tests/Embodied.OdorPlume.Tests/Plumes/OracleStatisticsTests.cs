using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Winds;

namespace Embodied.OdorPlume.Tests.Plumes;

/// <summary>
/// The plume against figures measured on the published generator (one plume of theirs, 60–100 s, 1001 frames at 25 Hz, threshold 1e-4). Ours is the mean of
/// several seeds; the standard error of one plume is estimated from the spread of the seeds, and theirs is one plume.
/// </summary>
public sealed class OracleStatisticsTests : IClassFixture<OracleStatisticsTests.Films>
{
    private const double Threshold = 1e-4;
    private static readonly (float X, float Y)[] Places = [(1, 0), (2, 0), (2, 0.1f), (4, 0), (4, 0.3f), (6, 0), (8, 0), (8, 0.3f)];
    private static readonly float[] Sections = [2, 4, 8];
    private readonly Films _films;

    public OracleStatisticsTests(Films films) => _films = films;

    [Theory]
    [InlineData(0, .984, .142, .784, .0575, .501, .0870)]
    [InlineData(1, .997, .0569, .954, .0232, .657, .0408)]
    [InlineData(2, .986, .0359, .814, .0137, .464, .0238)]
    [InlineData(3, 1.000, .0230, .998, .00895, .857, .0161)]
    [InlineData(4, .877, .00281, .568, .00113, .186, .00168)]
    [InlineData(5, 1.000, .0127, 1.000, .00500, .966, .00978)]
    [InlineData(6, 1.000, .00805, 1.000, .00321, 1.000, .00668)]
    [InlineData(7, 1.000, .00330, 1.000, .00123, .780, .00209)]
    public void OdourIsAsOftenAndAsStrong(int place, double fullP, double fullMean, double sparseP, double sparseMean, double narrowP, double narrowMean)
    {
        Agree(_films.Full, "full", fullP, fullMean);
        Agree(_films.Sparse, "sparse", sparseP, sparseMean);
        Agree(_films.Narrow, "half diffusion", narrowP, narrowMean);

        void Agree(Statistics[] seeds, string what, double p, double mean)
        {
            // P is known to a thousandth or one frame, the mean to half of its last digit.
            WithinError(seeds.Select(s => s.POn[place]), p, $"{what}: P(on) at {Places[place]}", rounding: 0.0015);
            WithinError(seeds.Select(s => s.Mean[place]), mean, $"{what}: mean at {Places[place]}", rounding: 0.005 * mean);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void TheMeanIsTheExpectation(int place)
    {
        // Cohort n stands at x = n dt w with radius r₀ + n dt g, and y is normal with √n steps of 5 mm: E = Σ λ (r₀/r)³ P(|y| < r) over |x − x₀| < r.
        var (x, expected) = (Places[place].X, 0.0);
        for (var n = 1; n < 2000; n++)
        {
            var radius = 0.01 + (0.0001 * n);
            if (Math.Abs((0.005 * n) - x) < radius - 1e-9)
                expected += Math.Pow(0.01 / radius, 3) * Erf(radius / (0.005 * Math.Sqrt(2.0 * n)));
        }

        var values = _films.Full.Select(s => s.Mean[place]).ToArray();
        var deviation = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1) / values.Length);
        Assert.InRange(values.Average(), expected - (4 * deviation), expected + (4 * deviation));
    }

    [Fact]
    public void AsManyPuffsAreAlive()
    {
        WithinError(_films.Full.Select(s => s.Puffs), 1989.1, "puffs");
        WithinError(_films.Sparse.Select(s => s.Puffs), 793.6, "puffs of the sparse plume");
        WithinError(_films.SwitchMany.Select(s => s.Puffs), 2311.9, "puffs under switching wind");
    }

    [Theory]
    [InlineData(0, 0.100, 0.05)]
    [InlineData(1, 0.141, 0.09)]
    [InlineData(2, 0.201, 0.17)]
    public void TheySpreadAsMuchAndAreAsLarge(int section, double spread, double radius)
    {
        WithinError(_films.Full.Select(s => s.Spread[section]), spread, $"y spread at {Sections[section]} m", rounding: 0.0005);
        Assert.Equal(radius, _films.Full.Average(s => s.Radius[section]), 0.005);
    }

    /// <summary>Error function by its series.</summary>
    private static double Erf(double z)
    {
        double sum = z, term = z;
        for (var k = 1; k < 80; k++)
        {
            term *= -z * z / k;
            sum += term / ((2 * k) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>|mean of seeds − oracle| ≤ 3.5 · sd · √(1 + 1/n) + rounding: the oracle is one more draw of the same distribution.</summary>
    private static void WithinError(IEnumerable<double> seeds, double oracle, string what, double rounding = 0)
    {
        var values = seeds.ToArray();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        var error = (3.5 * deviation * Math.Sqrt(1 + (1.0 / values.Length))) + rounding;
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {mean:0.00000} ± {deviation:0.00000}, oracle {oracle}");
        Assert.True(Math.Abs(mean - oracle) <= error, $"{what}: {mean} over {values.Length} seeds, {oracle} expected, allowed error {error}");
    }

    /// <summary>What one plume gives.</summary>
    internal sealed record Statistics(double Puffs, double[] POn, double[] Mean, double[] Spread, double[] Radius)
    {
        private delegate double OfPuff(PlumeFrame frame, int puff);

        public static Statistics Of(PlumeMovie movie, float diffusion)
        {
            var selection = new PuffSelection(1, 0, diffusion);
            var odours = Places.Select(p => Enumerable.Range(0, movie.Count).Select(f => movie[f].Odour<SquareKernel>(p.X, p.Y, selection)).ToArray()).ToArray();
            return new(
                Enumerable.Range(0, movie.Count).Average(f => movie[f].Count),
                [.. odours.Select(o => o.Count(c => c > Threshold) / (double)o.Length)],
                [.. odours.Select(o => (double)o.Average())],
                [.. Sections.Select(x => Math.Sqrt(Near(movie, x, (frame, i) => frame.Y[i] * frame.Y[i])))],
                [.. Sections.Select(x => Near(movie, x, (frame, i) => frame.Radius[i]))]);
        }

        private static double Near(PlumeMovie movie, float x, OfPuff measure)
        {
            double sum = 0;
            var count = 0;
            for (var f = 0; f < movie.Count; f++)
            {
                var frame = movie[f];
                var (from, end) = frame.Range(x - 0.05f, x + 0.05f);
                for (var i = from; i < end; i++, count++)
                    sum += measure(frame, i);
            }

            return sum / count;
        }
    }

    public sealed class Films
    {
        public Films()
        {
            (Full, Sparse) = (Measure(Film(new(), 12)), Measure(Film(new() { Density = 0.4 }, 12)));
            Narrow = Measure(Film(new() { Density = 0.4 }, 12), diffusion: 0.5f);
            SwitchMany = Measure(Film(new() { Wind = new() { Name = "noisy3" } }, 6));
        }

        internal Statistics[] Full { get; }

        internal Statistics[] Sparse { get; }

        internal Statistics[] Narrow { get; }

        internal Statistics[] SwitchMany { get; }

        private static Statistics[] Measure(IEnumerable<PlumeMovie> movies, float diffusion = 1) => [.. movies.Select(m => Statistics.Of(m, diffusion))];

        private static IEnumerable<PlumeMovie> Film(PlumeRecipe recipe, int seeds) =>
            Enumerable.Range(1, seeds).Select(seed => PlumeMovie.Film(recipe with { Seed = (ulong)seed, Until = 100 }));
    }
}
