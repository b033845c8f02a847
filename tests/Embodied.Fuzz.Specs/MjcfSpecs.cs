using System.Diagnostics;
using System.Globalization;

namespace Embodied.Fuzz.Specs;

/// <summary>
/// Damaged MJCF for MuJoCo's own compiler, in child processes, because what goes wrong in there ends a process: every file is refused in words or steps. The gate tries a
/// few hundred; <c>./embodied fuzz --minutes 30</c> goes on with other seeds and keeps what fails under <c>artifacts/fuzz</c>.
/// </summary>
public sealed class MjcfSpecs : IDisposable
{
    private const ulong InTheGate = 300;
    private const ulong AtOnce = 2000;
    private const long MostBytes = 1L << 30;

    // Nobody is judged by the clock in the gate; this is for a child that never ends.
    private static readonly TimeSpan Patience = FuzzTime.Minutes() is null ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-fuzz-mjcf-").FullName;
    private readonly List<string> _failures = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MuJoCo_compiles_and_steps_it_or_it_is_refused_in_words()
    {
        // The gate begins with the whole files.
        var (minutes, watch, tried) = (FuzzTime.Minutes(), Stopwatch.StartNew(), 0UL);
        var first = minutes is null ? 0 : FuzzTime.FirstSeed();
        while (minutes is null ? tried < InTheGate : watch.Elapsed.TotalMinutes < minutes)
            tried += Run(first + tried, minutes is null ? InTheGate - tried : AtOnce);

        var steps = Log().Count(l => l.EndsWith(" steps", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper!.WriteLine($"{tried} inputs of MJCF, {steps} compiled and stepped, {_failures.Count} failures");
        Assert.True(_failures.Count == 0, $"{_failures.Count} of {tried} inputs:\n{string.Join("\n", _failures.Take(20))}");
        if (minutes is null)
            Assert.All(Enumerable.Range(0, MjcfCorpus.Texts.Count), i => Assert.Contains($"{i} steps", Log()));
        // Else the seeds say nothing about the compiler.
        Assert.InRange(steps, (int)tried / 20, (int)tried);
    }

    // Runs a child until it has done or is dead; returns how many inputs it came through, the one that killed it counted.
    private ulong Run(ulong first, ulong count)
    {
        var (exit, peak) = Child(first, count);
        var last = Log()[^1];
        foreach (var failed in Log().Where(l => Seed(l) >= first && l.Contains(" failed: ", StringComparison.Ordinal)))
            Fail(Seed(failed), failed);
        if (peak > MostBytes)
            Fail(Seed(last), $"the child took {peak >> 20} MB");
        var done = Seed(last) - first + 1;
        if (exit == 0)
            return done;
        Fail(Seed(last), $"ended the process with {exit}");
        return done;
    }

    private (int Exit, long Peak) Child(ulong first, ulong count)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(MjcfSpecs).Assembly.Location, "-class", typeof(MjcfChild).FullName!, "-explicit", "only"])
            start.ArgumentList.Add(argument);
        start.Environment[MjcfChild.FolderVariable] = _folder;
        start.Environment[MjcfChild.SeedsVariable] = string.Create(CultureInfo.InvariantCulture, $"{first} {count}");
        // Temporary files of a killed child go with the folder; a dump of it helps nobody.
        (start.Environment["TMPDIR"], start.Environment["DOTNET_DbgEnableMiniDump"]) = (_folder, "0");
        using var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.ErrorDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        var (peak, length, still) = (0L, -1L, Stopwatch.StartNew());
        while (!child.WaitForExit(100))
        {
            peak = Math.Max(peak, Peak(child));
            if (new FileInfo(Path.Combine(_folder, MjcfChild.LogName)) is { Exists: true, Length: var now } && now != length)
                (length, still) = (now, Stopwatch.StartNew());
            if (still.Elapsed > Patience || peak > 2 * MostBytes)
                child.Kill();
        }

        return (child.ExitCode, peak);
    }

    private static long Peak(Process child)
    {
        try
        {
            child.Refresh();
            return child.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private void Fail(ulong seed, string how)
    {
        _failures.Add($"seed {seed}: {how}");
        if (FuzzTime.Minutes() is null)
            return;
        var kept = Directory.CreateDirectory(Path.Combine(Embodied.Tests.SharedData.RepositoryRoot, "artifacts", "fuzz", string.Create(CultureInfo.InvariantCulture, $"mjcf-{seed}")));
        MjcfChild.Write(seed, kept.FullName);
    }

    private string[] Log() => [.. File.ReadLines(Path.Combine(_folder, MjcfChild.LogName)).Where(l => l.Length > 0)];

    private static ulong Seed(string line) => ulong.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
}
