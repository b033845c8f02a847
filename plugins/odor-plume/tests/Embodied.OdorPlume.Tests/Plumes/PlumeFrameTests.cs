using CsCheck;
using Embodied.OdorPlume.Plumes;

namespace Embodied.OdorPlume.Tests.Plumes;

/// <summary>Queries through the index against a look at every puff.</summary>
public sealed class PlumeFrameTests
{
    private static readonly PlumeMovie Straight = PlumeMovie.Film(new() { From = 30, Until = 31 });
    private static readonly PlumeMovie Turning = PlumeMovie.Film(new() { Wind = new() { Name = "noisy1", Seed = 3, Spread = 60 }, From = 30, Until = 31 });

    private static readonly Gen<(bool Turns, int Frame, float X, float Y, double Share, float Diffusion)> Queries =
        Gen.Select(Gen.Bool, Gen.Int[0, 25], Gen.Float[-3, 12], Gen.Float[-1, 1], Gen.Double[0.2, 1.2], Gen.Float[0.4f, 2]);

    [Fact]
    public void OdourOfSquaresIsTheSumOverAllPuffs() => Queries.Sample(q =>
    {
        var frame = Frame(q);
        var selection = new PuffSelection(q.Share, 7, q.Diffusion);
        var expected = Sum(frame, selection, q.Diffusion, (dx, dy, r) => Math.Abs(dx) < r && Math.Abs(dy) < r ? 1 : 0, q.X, q.Y);
        Assert.Equal(expected, frame.Odour<SquareKernel>(q.X, q.Y, selection), 1e-4 + (1e-4 * expected));
    });

    [Fact]
    public void OdourOfGaussiansIsTheSumOverAllPuffs() => Queries.Sample(q =>
    {
        var frame = Frame(q);
        var selection = new PuffSelection(q.Share, 7, q.Diffusion);
        var expected = Sum(frame, selection, q.Diffusion, (dx, dy, r) => ((dx * dx) + (dy * dy)) < 9 * r * r ? Math.Exp(-Math.PI / 4 * ((dx * dx) + (dy * dy)) / (r * r)) : 0, q.X, q.Y);
        Assert.Equal(expected, frame.Odour<GaussianKernel>(q.X, q.Y, selection), 1e-4 + (1e-3 * expected));
    });

    [Fact]
    public void NearnessIsThatOfTheNearestPuff() => Queries.Sample(q =>
    {
        var frame = Frame(q);
        var selection = new PuffSelection(q.Share, 7, q.Diffusion);
        var nearest = frame.NearestPuff(q.X, q.Y, selection);
        foreach (var distance in new[] { 0.05f, 0.3f, 1f, 2f, 4f })
        {
            if (Math.Abs(nearest - distance) > 1e-4f)
                Assert.Equal(nearest < distance, frame.HasPuffWithin(distance, q.X, q.Y, selection));
        }
    });

    [Fact]
    public void KernelsHoldAsMuch()
    {
        var frame = Straight[10];
        double square = 0, gaussian = 0;
        for (var x = 0.5f; x < 9; x += 0.01f)
        {
            for (var y = -1.5f; y < 1.5; y += 0.02f)
            {
                square += frame.Odour<SquareKernel>(x, y, PuffSelection.All);
                gaussian += frame.Odour<GaussianKernel>(x, y, PuffSelection.All);
            }
        }

        Assert.Equal(1, gaussian / square, 0.03);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void AShareOfThePuffsIsKeptForGood(double share)
    {
        var selection = new PuffSelection(share, 99);
        var kept = Enumerable.Range(0, 20000).Count(selection.Keeps);

        Assert.Equal(share, kept / 20000.0, 0.02);
        Assert.Equal(kept, Enumerable.Range(0, 20000).Count(selection.Keeps));
        Assert.NotEqual(Enumerable.Range(0, 100).Select(selection.Keeps), Enumerable.Range(0, 100).Select(new PuffSelection(share, 98).Keeps));
    }

    [Fact]
    public void PuffsStandInOrderOfX()
    {
        foreach (var movie in new[] { Straight, Turning })
        {
            for (var f = 0; f < movie.Count; f++)
            {
                var frame = movie[f];
                for (var i = 1; i < frame.Count; i++)
                    Assert.True(frame.X[i] >= frame.X[i - 1]);
            }
        }
    }

    private static PlumeFrame Frame((bool Turns, int Frame, float X, float Y, double Share, float Diffusion) q) => (q.Turns ? Turning : Straight)[q.Frame];

    private static double Sum(PlumeFrame frame, PuffSelection selection, float diffusion, Func<double, double, double, double> kernel, float x, float y)
    {
        var sum = 0.0;
        for (var i = 0; i < frame.Count; i++)
        {
            var radius = 0.01f + (diffusion * (frame.Radius[i] - 0.01f));
            if (selection.Keeps(frame.Number[i]))
                sum += kernel(frame.X[i] - x, frame.Y[i] - y, radius) * Math.Pow(0.01 / radius, 3);
        }

        return sum;
    }
}
