namespace Embodied.Runtime.Checks;

/// <summary>Outcome of one check.</summary>
public enum CheckOutcome
{
    /// <summary>Holds.</summary>
    Passed,

    /// <summary>Does not hold.</summary>
    Failed,

    /// <summary>Could not be tried, because an earlier check failed.</summary>
    Skipped,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Name">Short name, the same in every report.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Detail">What was found, one sentence or a few figures.</param>
/// <param name="Hint">What to do when it failed, or null.</param>
public sealed record CheckResult(string Name, CheckOutcome Outcome, string Detail, string? Hint = null);

/// <summary>What was found out about a body.</summary>
/// <param name="Body">Id of the body.</param>
/// <param name="Results">Checks in the order they were made.</param>
/// <param name="Notes">What was converted or left out when the body was read.</param>
public sealed record BodyCheckReport(string Body, IReadOnlyList<CheckResult> Results, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the body can be used.</summary>
    public bool Passed => Results.All(r => r.Outcome == CheckOutcome.Passed);
}
