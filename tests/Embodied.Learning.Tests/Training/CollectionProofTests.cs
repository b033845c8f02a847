using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Embodied.Learning.Controllers;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Training;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Tests.Training;

/// <summary>
/// Training in a process that collects garbage all the time, which frees whatever nobody holds while libtorch uses it: it ends as it should, with the bits of
/// a process that hardly ever collects.
/// </summary>
public sealed class CollectionProofTests : IDisposable
{
    private const string FolderVariable = "EMBODIED_PROOF_FOLDER";
    private const string CollectVariable = "EMBODIED_PROOF_COLLECT";
    private const int Steps = 32768;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("speed", "slow")]
    public async Task Collections_at_any_moment_change_no_bit()
    {
        var often = RunChild("often", "0x20000", "1");
        var seldom = RunChild("seldom", "0x10000000", "0");
        await Task.WhenAll(often, seldom);

        Assert.Equal(0, (await often).Code);
        Assert.Equal(0, (await seldom).Code);
        Assert.Equal(5, (await seldom).Hashes.Length);
        Assert.Equal((await seldom).Hashes, (await often).Hashes);
    }

    /// <summary>What the child processes run.</summary>
    [Fact(Explicit = true)]
    public void Child()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} is not set");
        using var done = new CancellationTokenSource();
        var collector = new Thread(() => CollectUntil(done.Token));
        if (Environment.GetEnvironmentVariable(CollectVariable) == "1")
            collector.Start();
        var hashes = new List<string>();
        foreach (var kind in new[] { "rnn", "gru", "lstm" })
        {
            using var run = new TrainingRun
            {
                Kind = kind,
                Worlds = new WorldSource(_ => new MemoryMaze(5)),
                Settings = TrainingRun.Quick(("worlds", "16"), ("horizon", "64"), ("window", "16"), ("epochs", "2"), ("minibatches", "4"), ("steps", $"{Steps}"), ("checkpoint_updates", "20")),
            };
            run.Train(threads: 2);
            hashes.Add($"{kind} {Hash(run.Metrics)} {run.Last.Facts.Steps}");
        }

        hashes.Add("distillation " + Distil(Directory.CreateDirectory(Path.Combine(folder, "distillation")).FullName, latent: false));
        hashes.Add("latent " + Distil(Directory.CreateDirectory(Path.Combine(folder, "latent")).FullName, latent: true));
        done.Cancel();
        File.WriteAllLines(Path.Combine(folder, "hashes.txt"), hashes);
    }

    // A collection frees what a finalizer frees only once the finalizer has run.
    private static void CollectUntil(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            Thread.Sleep(TimeSpan.FromMicroseconds(100));
        }
    }

    private static string Distil(string folder, bool latent)
    {
        var request = new TrainingRequest
        {
            Environments = new DriftWorlds(16, demonstrates: true),
            World = new() { Task = "test" },
            Network = latent
                ? new EncoderDecoderArchitecture().Describe(new Dictionary<string, string>
                {
                    ["encoder"] = "24",
                    ["latent"] = "6",
                    ["goals"] = "place/1",
                    ["decoder"] = "24",
                    ["critic"] = "8",
                    ["nonlinearity"] = "elu",
                })
                : NetworkArchitecture.All["core/lstm"].Describe(new Dictionary<string, string> { ["memory"] = "13", ["actor"] = "16", ["critic"] = "8" }),
            RunFolder = folder,
            Settings = new Dictionary<string, string>
            {
                ["worlds"] = "16",
                ["horizon"] = "64",
                ["window"] = "16",
                ["steps"] = (Steps / 4).ToString(CultureInfo.InvariantCulture),
                ["lessons"] = "4",
                ["epochs"] = "1",
            },
            Seed = 3,
            Threads = 2,
        };
        Assert.True(new Distillation().Train(request, new Progress<WorkProgress>(), CancellationToken.None).Completed);
        return Hash(File.ReadAllText(Path.Combine(folder, "metrics.csv")));
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private async Task<(int Code, string[] Hashes)> RunChild(string name, string generationSize, string collect)
    {
        var folder = Directory.CreateDirectory(_folder[name]).FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(CollectionProofTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(CollectionProofTests).FullName}.{nameof(Child)}" })
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCgen0size"] = generationSize;
        start.Environment[CollectVariable] = collect;
        start.Environment[FolderVariable] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage("{0}: exit {1} {2} {3}", name, process.ExitCode, await output, await error);
        var hashes = Path.Combine(folder, "hashes.txt");
        return (process.ExitCode, File.Exists(hashes) ? File.ReadAllLines(hashes) : []);
    }
}
