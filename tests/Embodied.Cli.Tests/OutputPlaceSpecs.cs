using System.CommandLine;
using Embodied.Cli.Commands;

namespace Embodied.Cli.Tests;

/// <summary>Whoever names a place that cannot be written to hears of it before anything is read or computed, from every command.</summary>
public sealed class OutputPlaceSpecs
{
    // Options of files that are read.
    private static readonly string[] Inputs = ["--skeleton", "--recording", "--rename"];

    /// <summary>Every command with every option of it that names a place to write to.</summary>
    public static TheoryData<string, string> Writers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, command) in Commands())
            {
                foreach (var option in command.Options.Where(o => OutputPlace.Names.Contains(o.Name)))
                    data.Add(path, option.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_file_in_the_way_is_told_before_anything_else(string path, string option)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "a file");
        var command = Commands().Single(c => c.Path == path).Command;

        var result = EmbodiedProgram.Run(folder.Path, [.. Filled(path, command, option), option, Path.Combine("taken", "below", "it.h5")]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.StartsWith($"error: {option} {folder.File("taken")}", result.Error, StringComparison.Ordinal);
        Assert.Contains("is a file; expected a folder", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(["taken"], folder.Entries);
        Assert.Equal("a file", File.ReadAllText(folder.File("taken")));
    }

    [Theory]
    [InlineData("train", "odor-plume/quick", "runs/odor-plume-quick/s1")]
    [InlineData("demo", "", "demo-report")]
    public void A_place_that_is_chosen_for_the_user_is_looked_at_too(string command, string argument, string place)
    {
        using var folder = new TemporaryFolder();
        var first = place.Split('/')[0];
        File.WriteAllText(folder.File(first), "a file");

        var result = EmbodiedProgram.Run(folder.Path, argument.Length > 0 ? [command, argument] : [command]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains($"--out {folder.File(place)}", result.Error, StringComparison.Ordinal);
        Assert.Equal([first], folder.Entries);
    }

    [Fact]
    public void A_folder_where_a_file_is_wanted_is_told()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("there"));

        var result = EmbodiedProgram.Run(folder.Path, "import", "none.csv", "--out", "there");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is a folder; expected the name of a file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_leaves_nothing_and_makes_no_folder()
    {
        using var folder = new TemporaryFolder();

        var result = EmbodiedProgram.Run(folder.Path, "import", "none.csv", "--out", "a/b/c.h5");

        Assert.Contains("none.csv: there is no such file", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Entries);
    }

    /// <summary>A new option that names files or folders is either one of those looked at, or known to be read.</summary>
    [Fact]
    public void No_option_that_names_a_place_is_forgotten()
    {
        var options = Commands().SelectMany(c => c.Command.Options).Where(o => typeof(FileSystemInfo).IsAssignableFrom(o.ValueType)).Select(o => o.Name).ToHashSet();

        Assert.Contains("--out", options);
        Assert.All(options, o => Assert.Contains(o, OutputPlace.Names.Concat(Inputs)));
        Assert.All(
            Commands().SelectMany(c => c.Command.Options).Where(o => OutputPlace.Names.Contains(o.Name)),
            o => Assert.True(typeof(FileSystemInfo).IsAssignableFrom(o.ValueType), $"{o.Name} is {o.ValueType}; it must name a file or a folder to be looked at"));
    }

    private static IEnumerable<(string Path, Command Command)> Commands() => Below("", Root.Create());

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) => command.Subcommands.SelectMany(c =>
    {
        var own = $"{path} {c.Name}".Trim();
        return Below(own, c).Prepend((own, c));
    });

    // What a command insists on, with values that mean nothing: nobody shall look at them.
    private static IEnumerable<string> Filled(string path, Command command, string except) =>
    [
        .. path.Split(' '),
        .. command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0).Select(_ => "nothing"),
        .. command.Options.Where(o => o.Required && o.Name != except).SelectMany(o => new[] { o.Name, "nothing" }),
    ];
}
