using System.Diagnostics;
using System.Globalization;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Sdk.Tests.Files;

public sealed class ScratchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-scratch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_dead_process_left_goes_and_what_a_living_one_makes_stays()
    {
        var own = Scratch.Beside(In("a.h5"));
        File.WriteAllText(own, "being made");
        var (ended, other) = (Named(ProcessMark.Current with { Id = Ended() }, own), Named(ProcessMark.Current with { Machine = "elsewhere" }, own, machine: "ffffffff"));
        File.WriteAllText(ended, "half");
        Directory.CreateDirectory(Path.Combine(Path.ChangeExtension(ended, null) + "1", "below"));
        File.WriteAllText(other, "of another machine");
        File.WriteAllText(In(".hidden"), "of somebody");

        var next = Scratch.Beside(In("b.h5"));

        Assert.NotEqual(own, next);
        Assert.Equal(new[] { own, other, In(".hidden") }.Order(), Directory.GetFileSystemEntries(_folder).Order());
        Assert.True(Scratch.Is(own));
        Assert.False(Scratch.Is(In(".hidden")));
    }

    [Fact]
    public void A_process_is_told_from_a_later_one_of_its_number()
    {
        Assert.False(ProcessMark.Current.HasEnded());
        Assert.True((ProcessMark.Current with { Start = ProcessMark.Current.Start + "1" }).HasEnded());
        Assert.True((ProcessMark.Current with { Id = Ended() }).HasEnded());
        Assert.False((ProcessMark.Current with { Machine = "elsewhere", Id = Ended() }).HasEnded());
        Assert.False((ProcessMark.Current with { Start = "nonsense" }).HasEnded());
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_former_one_and_nothing_else()
    {
        AtomicFile.WriteText(In("a.txt"), "former");

        var broken = Assert.Throws<InputException>(() => AtomicFile.Write(In("a.txt"), stream =>
        {
            stream.Write("half"u8);
            throw new IOException($"No space left on device : '{In(".a.~x")}'");
        }));

        Assert.Equal($"{In("a.txt")}: cannot be written: No space left on device", broken.Message);
        Assert.Equal("former", File.ReadAllText(In("a.txt")));
        Assert.Equal([In("a.txt")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_long_name_still_has_room()
    {
        AtomicFile.WriteText(In(new string('n', 240) + ".txt"), "content");

        Assert.Single(Directory.GetFiles(_folder));
    }

    private string In(string name) => Path.Combine(_folder, name);

    // As the other process would have named it.
    private string Named(ProcessMark owner, string own, string? machine = null)
    {
        var parts = Path.GetFileName(own).Split('_');
        return In($"{(machine is null ? parts[0] : ".a.~" + machine)}_{owner.Id.ToString(CultureInfo.InvariantCulture)}_{parts[2]}_{parts[3]}");
    }

    private static int Ended()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.Id;
    }
}
