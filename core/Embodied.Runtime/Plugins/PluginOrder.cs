namespace Embodied.Runtime.Plugins;

/// <summary>Puts plugins after those they require, and finds out which cannot be satisfied.</summary>
internal static class PluginOrder
{
    /// <summary>The plugins, required ones first and otherwise in the order given; those in a cycle come with a problem.</summary>
    public static List<PluginStatus> Sort(IReadOnlyList<PluginStatus> plugins)
    {
        var byId = plugins.Where(p => p.Problem is null).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var sorted = new List<PluginStatus>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plugin in plugins)
            Visit(plugin, []);
        return sorted;

        void Visit(PluginStatus plugin, List<string> path)
        {
            if (plugin.Problem is not null)
            {
                sorted.Add(plugin);
                return;
            }

            if (!done.Add(plugin.Id))
                return;
            path.Add(plugin.Id);
            string? cycle = null;
            foreach (var requirement in Requirements(plugin))
            {
                var at = path.IndexOf(requirement.Id);
                if (at >= 0)
                    cycle = string.Join(" → ", path.Skip(at).Append(requirement.Id));
                else if (byId.TryGetValue(requirement.Id, out var required))
                    Visit(required, path);
            }

            path.RemoveAt(path.Count - 1);
            sorted.Add(cycle is null ? plugin : plugin with { Problem = Cyclic(plugin.Id, cycle) });
        }
    }

    /// <summary>Throws when something required is absent, of another version or failed; <paramref name="before"/> holds what was loaded before.</summary>
    public static void Require(PluginStatus plugin, IReadOnlyList<PluginStatus> before)
    {
        foreach (var requirement in Requirements(plugin))
        {
            var found = before.FirstOrDefault(p => p.Id == requirement.Id && p.Problem is null) ?? before.FirstOrDefault(p => p.Id == requirement.Id);
            if (found is null)
                throw Refused($"it requires plugin '{requirement.Id}', which is not there", $"Install '{requirement.Id}' beside it.");
            if (found.Problem is { } problem)
                throw Refused($"it requires plugin '{requirement.Id}', which failed at {problem.Stage}: {problem.Message}", problem.Hint);
            var version = Version.Parse(found.Manifest!.Version.Value);
            if (requirement.Range is { } range && !range.Accepts(version))
                throw Refused($"it requires plugin '{requirement.Id}' {range}, found {version}", $"Install a version of '{requirement.Id}' in that range.");
        }
    }

    private static IEnumerable<PluginRequirement> Requirements(PluginStatus plugin) => plugin.Manifest!.Requires.Select(r => PluginRequirement.Parse(r.Value)!);

    private static PluginStageException Refused(string message, string hint) => new(PluginStage.Requirements, message, hint);

    private static PluginProblem Cyclic(string id, string cycle) =>
        new(id, PluginStage.Requirements, $"plugins require each other in a circle: {cycle}", "Move what they share into one of them, or into the host.");
}
