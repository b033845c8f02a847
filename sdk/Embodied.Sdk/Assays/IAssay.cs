namespace Embodied.Sdk.Assays;

/// <summary>A fixed set of episodes that any controller can be measured on. Pure: the same settings give the same episodes.</summary>
public interface IAssay
{
    /// <summary>One line for lists and what is run when nobody chooses.</summary>
    AssayInfo Info { get; }

    /// <summary>The conditions with their episodes, in the order of the table.</summary>
    /// <param name="names">Which conditions; empty for <see cref="AssayInfo.DefaultConditions"/>.</param>
    /// <param name="settings">Task settings laid over those of every episode, e.g. a published variant.</param>
    /// <exception cref="Errors.InputException">No such condition, or a setting is unknown.</exception>
    IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> settings);
}

/// <summary>What an assay measures.</summary>
/// <param name="Summary">One line for lists.</param>
/// <param name="ConditionNames">All conditions it knows.</param>
/// <param name="DefaultConditions">Those run when nobody chooses.</param>
public sealed record AssayInfo(string Summary, IReadOnlyList<string> ConditionNames, IReadOnlyList<string> DefaultConditions)
{
    /// <summary>
    /// Settings of the task that belong to the animal rather than to a condition, such as how fast it moves: a trained agent is measured with those it
    /// was trained with.
    /// </summary>
    public IReadOnlyList<string> AnimalSettings { get; init; } = [];
}

/// <summary>Episodes under one condition.</summary>
public sealed record AssayCondition
{
    /// <summary>Its name in tables.</summary>
    public required string Name { get; init; }

    /// <summary>Catalog id of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The episodes.</summary>
    public required IReadOnlyList<AssayEpisode> Episodes { get; init; }

    /// <summary>Successes others have reported, for the table; empty when nobody has.</summary>
    public IReadOnlyList<AssayReference> References { get; init; } = [];
}

/// <summary>One episode.</summary>
/// <param name="Settings">Settings of the task for this episode.</param>
/// <param name="Seed">Seed of what is still random in it, and of the controller.</param>
public sealed record AssayEpisode(IReadOnlyDictionary<string, string> Settings, ulong Seed)
{
    /// <summary>What the animal does in it, where that has a name; recordings then say so in every frame.</summary>
    public string? Behaviour { get; init; }
}

/// <summary>A reported result.</summary>
/// <param name="Source">Who, of what, e.g. <c>published RNN, best five</c>.</param>
/// <param name="Successes">Successes as reported, e.g. <c>111–152</c>.</param>
public sealed record AssayReference(string Source, string Successes);
