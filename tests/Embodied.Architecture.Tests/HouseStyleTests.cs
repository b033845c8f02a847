namespace Embodied.Architecture.Tests;

/// <summary>Habits that keep the code readable.</summary>
public sealed class HouseStyleTests
{
    private const int LongestFile = 400;

    public static TheoryData<string> Sources { get; } =
        new(Repository.Files("").Where(f => f.EndsWith(".cs", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void NoFileIsTooLong(string file) => Assert.InRange(Repository.Lines(file).Length, 0, LongestFile);

    [Theory]
    [MemberData(nameof(Sources))]
    public void NothingIsLeftToDo(string file)
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Exception"];

        Assert.DoesNotContain(Repository.Lines(file), line => marks.Any(line.Contains));
    }

    [Fact]
    public void EveryPluginHasTheSameInnerShape()
    {
        foreach (var id in Repository.PluginIds)
        {
            Assert.Contains(Repository.Projects, p => p.File.StartsWith($"plugins/{id}/src/", StringComparison.Ordinal));
            Assert.Contains(Repository.Projects, p => p.File.StartsWith($"plugins/{id}/tests/", StringComparison.Ordinal));
            Assert.Contains($"plugins/{id}/plugin.yaml", Repository.Files($"plugins/{id}"));
        }
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = Repository.Lines("Embodied.sln");

        Assert.DoesNotContain(
            Repository.Projects.Where(p => !p.File.Contains("Embodied.Templates/", StringComparison.Ordinal)),
            p => !solution.Any(line => line.Contains($"\"{p.Name}\"", StringComparison.Ordinal)));
    }
}
