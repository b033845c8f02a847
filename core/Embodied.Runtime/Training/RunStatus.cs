using System.Text.Json;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Training;

/// <summary>How a run stands, as <c>run.json</c> in its folder says.</summary>
public sealed record RunStatus
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "run.json";

    /// <summary>A training is under way, or was when its process ended.</summary>
    public const string Running = "running";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary><c>running</c>, <c>stopped</c>, <c>failed</c> or <c>completed</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Environment steps, once it has ended.</summary>
    public long? Steps { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>The command that makes the run again.</summary>
    public string Command { get; init; } = "";

    /// <summary>Who trains; null once the training has ended.</summary>
    public ProcessMark? Process { get; init; }

    /// <summary>Version of the SDK.</summary>
    public string? Sdk { get; init; }

    /// <summary>Version of the runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>The status of a run's folder; null when there is none that can be read.</summary>
    public static RunStatus? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunStatus>(File.ReadAllText(Path.Combine(folder, FileName)), Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it beside and renames.</summary>
    public void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Whether a process of this machine, which is not this one, trains in the folder now.</summary>
    public bool IsInUse() => Status == Running && Process is { } process && process.Machine == Environment.MachineName && process != ProcessMark.Current && !process.HasEnded();

    /// <summary>What whoever uses the run should know of it; null when there is nothing: it has ended as it should.</summary>
    public string? Remark()
    {
        if (Status != Running)
            return Status == "failed" ? "failed; its last checkpoint is used" : null;
        return Process switch
        {
            { } process when process.HasEnded() => $"was interrupted: process {process.Id} that trained it has ended; its last checkpoint is used",
            { } process when process.Machine == Environment.MachineName => $"is in use by process {process.Id}, which trains it; its last checkpoint is used",
            { } process => $"was in training by process {process.Id} of {process.Machine} when last heard of; its last checkpoint is used",
            null => "was interrupted; its last checkpoint is used",
        };
    }
}
