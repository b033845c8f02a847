using Embodied.OdorPlume.Winds;
using Embodied.Sdk.Errors;

namespace Embodied.OdorPlume.Tests.Winds;

public sealed class WindRegimeTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"wind-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void SwitchOnceTurnsOnce()
    {
        var wind = new WindRegime { Name = "switch45", SwitchTime = 60 }.Create(121, 100);

        Assert.Equal((0.5f, 0f), (wind.X[5999], wind.Y[5999]));
        Assert.Equal(0.5 * Math.Sqrt(0.5), wind.X[6000], 2e-4);
        Assert.Equal(0.5 * Math.Sqrt(0.5), wind.Y[12099], 2e-4);
    }

    [Theory]
    [InlineData("noisy3", 3, 0)]
    [InlineData("noisy6", 6, 0)]
    [InlineData("noisy2", 2, 5)]
    public void NoisyWindHoldsAndTurns(string name, int seconds, int seed)
    {
        var wind = new WindRegime { Name = name, Seed = seed }.Create(121, 100);

        var turns = Enumerable.Range(1, wind.Length - 1).Where(i => wind.Y[i] != wind.Y[i - 1]).ToArray();
        Assert.InRange(turns.Length, (121 / seconds) - 4, (121 / seconds) + 2);
        // Neighbours are apart by the nominal time and the jitter of both, except where the start wraps round.
        foreach (var gap in turns.Zip(turns.Skip(1), (a, b) => b - a).SkipLast(2))
            Assert.InRange(gap, seconds * 80, seconds * 120);
        Assert.All(Enumerable.Range(0, wind.Length), i => Assert.InRange(Math.Abs(Math.Atan2(wind.Y[i], wind.X[i])), 0, (60.1 * Math.PI / 180)));
        Assert.InRange(wind.Fastest, 0.499, 0.501);
    }

    [Fact]
    public void SeedsDrawOtherWinds()
    {
        var (published, other, again) = (Noisy(0), Noisy(1), Noisy(1));

        Assert.Equal(other, again);
        Assert.NotEqual(published, other);

        static float[] Noisy(int seed) => new WindRegime { Name = "noisy3", Seed = seed }.Create(60, 100).Y;
    }

    [Fact]
    public void ASeriesIsReadFromCsv()
    {
        File.WriteAllText(_file, "wind_y,time,wind_x\n0,0,0.5\n-0.1,1.5,0.4\n");

        var wind = new WindRegime { Name = _file }.Create(3, 100);

        Assert.Equal((0.5f, 0f), (wind.X[149], wind.Y[149]));
        Assert.Equal((0.4f, -0.1f), (wind.X[150], wind.Y[150]));
        Assert.Equal((0.4f, -0.1f), (wind.X[299], wind.Y[299]));
    }

    [Theory]
    [InlineData("time,wind_x\n0,1\n", ":1", "wind_y")]
    [InlineData("time,wind_x,wind_y\n0,1,x\n", ":2", "finite")]
    [InlineData("time,wind_x,wind_y\n1,1,0\n1,1,0\n", ":3", "after")]
    [InlineData("time,wind_x,wind_y\n", "", "no rows")]
    public void ABrokenFileIsToldWithItsPlace(string text, string place, string problem)
    {
        File.WriteAllText(_file, text);

        var refused = Assert.Throws<InputException>(() => new WindRegime { Name = _file }.Create(3, 100));

        Assert.Equal(_file + place, refused.Place);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownRegimeFindsTheNearest() =>
        Assert.Contains("noisy3", Assert.Throws<InputException>(() => new WindRegime { Name = "nosy3" }.Create(3, 100)).Hint, StringComparison.Ordinal);
}
