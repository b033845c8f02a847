using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>The worked species: what their pages show works, from checking to evaluating.</summary>
public sealed class ExampleSpecs
{
    private static readonly string Examples = Path.Combine(SharedData.RepositoryRoot, "examples");

    public static TheoryData<string> Species => [.. Directory.EnumerateDirectories(Examples).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Trait("speed", "slow")]
    [Theory]
    [MemberData(nameof(Species))]
    public void Commands_of_the_page_work(string species)
    {
        using var folder = new TemporaryFolder();
        var copy = Directory.CreateDirectory(folder.File(Path.Combine("examples", species))).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Examples, species)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));

        foreach (var command in DocumentationSpecs.Commands(Path.Combine(Examples, species, "README.md")))
        {
            var result = EmbodiedProgram.Run(folder.Path, command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
            Assert.True(result.ExitCode == 0, $"{species}: {command}\n{result}");
        }
    }

    [Fact]
    public void The_comparison_names_every_species()
    {
        var path = Path.Combine(Examples, "locomotion.yaml");

        _ = Runtime.Comparisons.ComparisonPlan.Read(path);
        Assert.All(Species, s => Assert.Contains($"{s.Data}/{s.Data}.yaml", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public void The_sweep_names_an_experiment_beside_it()
    {
        var path = Path.Combine(Examples, "sweep.yaml");

        _ = Runtime.Sweeps.SweepPlan.Read(path);
        Assert.Contains("experiment: worm/crawl.yaml", File.ReadAllText(path), StringComparison.Ordinal);
    }

    // Its trainings take minutes, but mistakes in points are told before the first begins: of one more point that is wrong, and of no other.
    [Fact]
    public void The_choices_of_the_rat_that_follows_are_settings_of_its_experiment()
    {
        using var folder = new TemporaryFolder();
        string[] lines = File.ReadAllLines(Path.Combine(Examples, "imitation-choices.yaml"));
        var last = Array.FindLastIndex(lines, l => l.StartsWith("  - {", StringComparison.Ordinal));
        File.WriteAllLines(folder.File("choices.yaml"), [.. lines.Take(last + 1), "  - { task.lookahead: 5 }", .. lines.Skip(last + 1)]);

        var result = EmbodiedProgram.Run(folder.Path, ["sweep", "choices.yaml", "--out", "out"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"choices.yaml:{last + 2}:", result.Error, StringComparison.Ordinal);
        Assert.Contains("has no setting 'lookahead'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Species))]
    public void A_page_shows_a_picture_and_names_every_file(string species)
    {
        var page = File.ReadAllText(Path.Combine(Examples, species, "README.md"));

        Assert.All(Directory.EnumerateFiles(Path.Combine(Examples, species), "*.yaml"), f => Assert.Contains($"]({Path.GetFileName(f)})", page, StringComparison.Ordinal));
        Assert.Contains($"]({species}.png)", page, StringComparison.Ordinal);
    }
}
