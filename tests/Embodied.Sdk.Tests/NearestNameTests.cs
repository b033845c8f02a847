using Embodied.Sdk.Errors;

namespace Embodied.Sdk.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["mode", "seed", "name", "learning_rate", "steps"];

    [Theory]
    [InlineData("sede", "seed")]
    [InlineData("Seed", "seed")]
    [InlineData("learning-rat", "learning_rate")]
    [InlineData("learningrate", "learning_rate")]
    [InlineData("stesp", "steps")]
    [InlineData("controller", null)]
    [InlineData("xy", null)]
    public void FindsWhatWasMeant(string written, string? meant) => Assert.Equal(meant, NearestName.Find(written, Names));

    [Fact]
    public void AValidNameIsItsOwnNearest() => Assert.All(Names, name => Assert.Equal(name, NearestName.Find(name, Names)));

    [Fact]
    public void WithoutANearOneAllAreListed() => Assert.Equal("Valid: learning_rate, mode, name, seed, steps.", NearestName.Hint("controller", Names));

    [Fact]
    public void LongListsAreCut() =>
        Assert.EndsWith("… (30 in all).", NearestName.Hint("controller", Enumerable.Range(10, 30).Select(i => $"b{i}")), StringComparison.Ordinal);
}
