namespace Embodied.Sdk.Environments;

/// <summary>Puts body, task and backend of the catalog together. The host supplies it where worlds are needed.</summary>
public interface IEnvironmentFactory
{
    /// <summary>Worlds stepped together.</summary>
    /// <exception cref="Errors.InputException">Something named is unknown, or the parts do not fit.</exception>
    IVectorEnvironment Create(EnvironmentRequest request);
}

/// <summary>Which worlds are wanted.</summary>
public sealed record EnvironmentRequest
{
    /// <summary>Catalog id of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Settings of the task, checked by it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Catalog id of the body; null takes the task's default.</summary>
    public string? Body { get; init; }

    /// <summary>Worlds.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Threads that step them; 0 for one per core.</summary>
    public int Threads { get; init; } = 1;
}
