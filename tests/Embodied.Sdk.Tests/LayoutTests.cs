using CsCheck;
using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void ChannelsFollowOneAnother() => Gen.Int[0, 9].List[1, 8].Sample(sizes =>
    {
        var layout = new Layout(sizes.Select((size, i) => new Channel($"channel{i}", size, "1")));

        Assert.Equal(sizes.Sum(), layout.Size);
        for (var i = 0; i < sizes.Count; i++)
            Assert.Equal(sizes.Take(i).Sum(), layout.OffsetOf($"channel{i}"));
    });

    [Fact]
    public void AnUnknownChannelHasNoOffset() => Assert.Equal(-1, new Layout([new Channel("a", 1, "1")]).OffsetOf("b"));

    [Fact]
    public void ANameStandsOnce() =>
        Assert.Throws<ArgumentException>(() => new Layout([new Channel("a", 1, "1"), new Channel("a", 2, "rad")]));

    [Theory]
    [InlineData("a", 2, "rad", true)]
    [InlineData("b", 2, "rad", false)]
    [InlineData("a", 3, "rad", false)]
    [InlineData("a", 2, "m", false)]
    public void TheSignatureTellsLayoutsApart(string name, int size, string unit, bool same) => Assert.Equal(
        same,
        new Layout([new Channel("a", 2, "rad")]).Signature == new Layout([new Channel(name, size, unit)]).Signature);
}
