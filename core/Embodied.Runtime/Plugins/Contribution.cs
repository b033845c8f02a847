using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>Something a plugin contributes.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id, <c>plugin/name</c>.</param>
/// <param name="PluginId">The plugin it comes from.</param>
/// <param name="Make">Makes it on first use and returns the same object afterwards.</param>
public sealed record Contribution(ContributionKind Kind, string Id, string PluginId, Func<object> Make);
