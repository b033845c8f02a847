using System.Text.RegularExpressions;

namespace Embodied.Architecture.Tests;

/// <summary>The SDK and the core know of no species: not in names of files, not in code, not in comments.</summary>
public sealed partial class SpeciesWordTests
{
    // What plugins are about today or may be about tomorrow. Whole words, also as parts of CamelCase and snake_case, which is why the snake
    // itself is not among them.
    private static readonly string[] Animals =
    [
        "animalia", "ant", "ants", "bat", "bats", "bee", "bees", "bird", "birds", "cats", "cheetah", "cockroach", "cricket", "dog", "dogs",
        "drosophila", "elegans", "fish", "flies", "fly", "frog", "fruitfly", "gecko", "honeybee", "horse", "humanoid", "insect",
        "insects", "lizard", "locust", "mammal", "marmoset", "melanogaster", "mice", "monkey", "mosquito", "moth", "mouse", "mus", "nematode", "odor",
        "odour", "paw", "paws", "plume", "plumes", "primate", "quadruped", "rat", "rats", "rattus", "rodent", "rodents", "salamander",
        "spider", "tarsus", "vibrissa", "whisker", "whiskers", "wing", "wings", "worm", "zebrafish",
    ];

    private static readonly HashSet<string> Words = [.. Animals, .. Repository.PluginIds.Select(id => id.Replace("-", "", StringComparison.Ordinal))];

    public static TheoryData<string> Files { get; } = new(Repository.Files("sdk").Concat(Repository.Files("core")));

    [Theory]
    [MemberData(nameof(Files))]
    public void NoSpeciesIsNamed(string file)
    {
        var found = Repository.Lines(file)
            .SelectMany((line, index) => Named(line).Select(word => $"{file}:{index + 1}: {word}"))
            .Concat(Named(file).Select(word => $"{file}: {word}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var ratBody = 1;", "rat")]
    [InlineData("FruitFlyBody", "fly")]
    [InlineData("odor_plume/x", "odor,plume")]
    [InlineData("the learning rate of a snake_case separator", "")]
    [InlineData("generate accurate flyweight combat", "")]
    public void TheRuleFindsWhatItShould(string line, string words) => Assert.Equal(words, string.Join(',', Named(line)));

    private static IEnumerable<string> Named(string line) =>
        WordPattern().Matches(line).Select(m => m.Value.ToLowerInvariant()).Where(Words.Contains);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex WordPattern();
}
