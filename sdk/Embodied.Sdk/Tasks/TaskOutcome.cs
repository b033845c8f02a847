namespace Embodied.Sdk.Tasks;

/// <summary>A way an episode can end, by name.</summary>
/// <param name="Name">Short, for tables and logs, e.g. <c>fallen</c>.</param>
/// <param name="Success">Whether this is what the task wants.</param>
public sealed record TaskOutcome(string Name, bool Success);
