using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Tracking;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class TeacherBookTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("embodied-").FullName, "book.json");

    private static TeacherBook Book => new()
    {
        ActionScales = [0.5, 1],
        Gains = new Dictionary<string, TeacherGains> { ["still"] = new(), ["walk"] = TeacherGainSets.SteadyWalk },
        Clips = new Dictionary<string, string> { ["a"] = "walk" },
        Turns = new Dictionary<string, IReadOnlyList<GainTurn>> { ["b"] = [new(0, "still"), new(1.5, "walk")] },
    };

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Clips_are_taught_by_one_set_or_by_several_in_turn()
    {
        Book.Write(_file);
        var read = TeacherBook.Read(_file);

        Assert.Equal(TeacherGainSets.SteadyWalk, read.For("a").At(0));
        Assert.Equal(new(), read.For("b").At(1));
        Assert.Equal(TeacherGainSets.SteadyWalk, read.For("b").At(2));
        Assert.Equal(new(), read.For("unknown").At(3));
    }

    [Fact]
    public void Turns_that_are_none_are_refused()
    {
        (Book with { Turns = new Dictionary<string, IReadOnlyList<GainTurn>> { ["b"] = [new(1, "still"), new(1, "walk")] } }).Write(_file);
        Assert.Contains("one after the other", Assert.Throws<InputException>(() => TeacherBook.Read(_file)).Message, StringComparison.Ordinal);
        (Book with { Turns = new Dictionary<string, IReadOnlyList<GainTurn>> { ["b"] = [new(1, "hop")] } }).Write(_file);
        Assert.Contains("'hop'", Assert.Throws<InputException>(() => TeacherBook.Read(_file)).Message, StringComparison.Ordinal);
    }
}
