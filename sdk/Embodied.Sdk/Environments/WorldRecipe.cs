using Embodied.Sdk.Bodies;
using Embodied.Sdk.Settings;

namespace Embodied.Sdk.Environments;

/// <summary>A whole world as data: which body does what task, and everything about both that is not their default. Equal recipes give equal worlds.</summary>
public sealed record WorldRecipe
{
    /// <summary>Catalog id of the task; a name without a plugin is the host's own.</summary>
    public required string Task { get; init; }

    /// <summary>
    /// Settings of the task by name, those of nested maps joined by dots. <c>rewards.*</c>, <c>terminations.*</c>, <c>events.*</c>, <c>sensors.*</c>,
    /// <c>actuation.*</c>, <c>arena.*</c> and <c>physics.*</c> mean the same in every task; the others are its own.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = PlacedSettings.None;

    /// <summary>Catalog id or file of the body; null takes the task's own.</summary>
    public string? Body { get; init; }

    /// <summary>Where <see cref="Body"/> was written, for messages.</summary>
    public string BodyPlace { get; init; } = "body";

    /// <summary>How the body is wanted; null leaves it to the task.</summary>
    public BodyOptions? BodyOptions { get; init; }

    /// <summary>The recipe with other settings of the task over its own.</summary>
    public WorldRecipe With(IReadOnlyDictionary<string, string> settings) => settings.Count == 0 ? this : this with { Settings = Settings.With(settings) };
}
