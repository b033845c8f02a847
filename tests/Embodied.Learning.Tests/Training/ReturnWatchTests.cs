using Embodied.Learning.Training;

namespace Embodied.Learning.Tests.Training;

public sealed class ReturnWatchTests
{
    [Fact]
    public void A_return_that_rises_or_holds_is_no_matter()
    {
        var watch = new ReturnWatch();
        for (var i = 0; i < 300; i++)
            Assert.Null(watch.See(Math.Min(i, 100) + (5 * Math.Sin(i))));
    }

    [Fact]
    public void Losing_most_of_what_was_learnt_is_said_once_for_each_fall()
    {
        var watch = new ReturnWatch();
        var said = Enumerable.Range(0, 400).Select(i => watch.See(100 * Math.Sin(Math.PI * i / 200) * Math.Sin(Math.PI * i / 200))).ToList();

        Assert.Equal(2, said.Count(s => s is not null));
        Assert.InRange(said.FindIndex(s => s is not null), 110, 180);
        Assert.Contains("unlearns", said.Find(s => s is not null), StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_alone_is_no_fall()
    {
        var (watch, random) = (new ReturnWatch(), new Embodied.Sdk.Randomness.RandomStream(1));
        for (var i = 0; i < 2000; i++)
            Assert.Null(watch.See(10 + random.NextGaussian()));
    }

    [Fact]
    public void It_goes_on_from_what_was_saved()
    {
        var (whole, parts) = (new ReturnWatch(), new ReturnWatch());
        for (var i = 0; i < 200; i++)
        {
            if (i % 7 == 0)
                parts = ReturnWatch.Restore(parts.Save().ToDictionary());
            var value = i < 100 ? i : 200 - i;
            Assert.Equal(whole.See(value), parts.See(value));
        }
    }
}
