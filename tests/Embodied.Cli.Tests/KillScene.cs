using System.Diagnostics;

namespace Embodied.Cli.Tests;

/// <summary>What is seen before a command is killed.</summary>
public enum KillPoint
{
    /// <summary>It says something.</summary>
    Speaking,

    /// <summary>Something unfinished is there that belongs to its result.</summary>
    Writing,
}

/// <summary>A folder in which a command is killed and run again, with a place for temporary files of its own.</summary>
internal sealed class KillScene : IDisposable
{
    private const string Unfinished = ".~";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();
    private readonly KillReferences _references;
    private readonly string _name;
    private readonly string[] _command;
    private readonly Dictionary<string, string?> _environment;
    private volatile bool _spoke;

    public KillScene(KillReferences references, string name)
    {
        (_references, _name, _command) = (references, name, KillReferences.Commands[name]);
        _environment = new() { ["TMPDIR"] = _temporary.Path, ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" };
        references.Provide(_folder.Path);
    }

    /// <summary>Starts the command, waits, sends it the signal, and waits until it has ended.</summary>
    public KillExit Kill(string signal, Action<Process> wait)
    {
        var watch = Stopwatch.StartNew();
        using var process = EmbodiedProgram.StartIn(_folder.Path, _environment, _command);
        process.OutputDataReceived += (_, said) => _spoke |= said.Data is not null;
        process.ErrorDataReceived += (_, said) => _spoke |= said.Data is not null;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        wait(process);
        if (signal != "none" && !process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            kill.WaitForExit();
        }

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), $"{_name} goes on after {signal}");
        return new(process.ExitCode, watch.Elapsed);
    }

    /// <summary>Waits until the point has come or the command has ended.</summary>
    public void WaitFor(KillPoint point, Process process)
    {
        while (!process.HasExited && !(point == KillPoint.Speaking ? _spoke : IsWriting()))
            Thread.Sleep(1);
    }

    /// <summary>The result is what it always is, or it is not there; of a training, what is there is whole.</summary>
    public void RequireWholeOrAbsent(KillExit exit, string signal)
    {
        var expected = signal switch { "KILL" => 137, "TERM" => 143, _ => 130 };
        Assert.True(exit.Code == expected || exit.Code == 0, $"{_name} ended with {exit.Code} after {signal}");
        var there = KillReferences.Contents(Result);
        if (_name == "train")
            Assert.All(there.Where(f => f.Key.EndsWith(".agent", StringComparison.Ordinal)), f => Embodied.Learning.Checkpoints.SavedAgent.Facts(Path.Combine(Result, f.Key)));
        else if (there.Count > 0)
            Assert.Equal(_references.Of(_name), there);
    }

    /// <summary>The same command gives the result it always gives, and nothing else is there then.</summary>
    public void RequireSameAgain()
    {
        // A run that was killed after its checkpoint goes on from there.
        string[] again = _name == "train" && Directory.Exists(Result) ? [.. _command, "--resume"] : _command;
        var result = EmbodiedProgram.RunIn(_folder.Path, _environment, again);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(_references.Of(_name), KillReferences.Contents(Result));
        Assert.Equal(new[] { KillReferences.Recording, KillReferences.ResultName }.Order(StringComparer.Ordinal), _folder.Entries.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories), p => p.Contains(Unfinished, StringComparison.Ordinal));
        Assert.Empty(_temporary.Entries);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    private string Result => _folder.File(KillReferences.ResultName);

    private bool IsWriting()
    {
        var (file, inside) = ($".{Path.GetFileNameWithoutExtension(KillReferences.ResultName)}{Unfinished}*", Path.Combine(Result, "checkpoints"));
        return Directory.EnumerateFileSystemEntries(_folder.Path, file).Any() || (Directory.Exists(inside) && Directory.EnumerateFiles(inside, $".*{Unfinished}*").Any());
    }
}

/// <summary>How a killed command ended.</summary>
internal sealed record KillExit(int Code, TimeSpan Lasted);
