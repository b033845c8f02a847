using Embodied.Learning.Checkpoints;
using Embodied.Learning.Training;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Tests.Support;

/// <summary>A run of <see cref="Ppo"/> in a folder of its own.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public required IEnvironmentFactory Worlds { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public string Kind { get; init; } = "gru";

    public string Folder => _folder.Path;

    public List<TrainingUpdate> Updates { get; } = [];

    public string Metrics => File.ReadAllText(_folder["metrics.csv"]);

    public Checkpoint Last => Checkpoint.Read(SavedAgent.Find(Folder));

    /// <summary>Short updates with several checkpoints.</summary>
    public static Dictionary<string, string> Quick(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["worlds"] = "6",
            ["horizon"] = "20",
            ["window"] = "10",
            ["epochs"] = "2",
            ["minibatches"] = "2",
            ["steps"] = "1200",
            ["checkpoint_updates"] = "3",
            ["validation.episodes"] = "5",
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        return settings;
    }

    /// <summary>Trains; stops on request after so many updates of this call.</summary>
    public TrainingResult Train(int threads = 1, bool resume = false, int stopAfter = int.MaxValue, ulong seed = 5)
    {
        using var cancel = new CancellationTokenSource();
        var made = 0;
        var request = new TrainingRequest
        {
            Environments = Worlds,
            World = new() { Task = "test" },
            Network = Nets.Spec(Kind),
            RunFolder = Folder,
            Settings = Settings,
            Seed = seed,
            Threads = threads,
            Resume = resume,
            Updates = new Listener<TrainingUpdate>(update =>
            {
                Updates.Add(update);
                if (++made >= stopAfter)
                    cancel.Cancel();
            }),
        };
        return new Ppo().Train(request, new Listener<WorkProgress>(_ => { }), cancel.Token);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Listener<T>(Action<T> listen) : IProgress<T>
    {
        public void Report(T value) => listen(value);
    }
}
