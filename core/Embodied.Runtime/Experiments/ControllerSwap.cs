using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Control;

namespace Embodied.Runtime.Experiments;

/// <summary><c>--set controller.use=gru</c> swaps the architecture: settings of the old one that the new one does not know are left out, and told.</summary>
internal static class ControllerSwap
{
    private const string Controller = "controller";
    private const string Use = "use";

    /// <summary>The experiment without settings that only meant something to the architecture it was written for.</summary>
    /// <param name="written">As it stands in the file.</param>
    /// <param name="root">With changes from the command line.</param>
    /// <param name="catalog">Where architectures are found.</param>
    /// <param name="notes">Receives what was left out.</param>
    public static YamlMap Apply(YamlMap written, YamlMap root, Catalog catalog, ICollection<string> notes)
    {
        if (written.Find(Controller) is not YamlMap before || root.Find(Controller) is not YamlMap after || Name(before) == Name(after) || Name(after) is not { } name)
            return root;
        var id = ContributionIds.Full(name);
        if (!catalog.Has<IArchitecture>(id) || catalog.Get<IArchitecture>(id).Settings is not { Count: > 0 } known)
            return root;
        // What was changed on the command line was meant for the new one: a mistake there stays one.
        var foreign = after.Entries.Where(e => e.Key != Use && !known.Contains(e.Key) && ReferenceEquals(before.Find(e.Key), e.Value)).Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        if (foreign.Count == 0)
            return root;
        notes.Add($"note: {id} takes no {string.Join(", ", foreign)} (settings of {Name(before)}): left out");
        var kept = after with { Entries = [.. after.Entries.Where(e => !foreign.Contains(e.Key))] };
        return root with { Entries = [.. root.Entries.Select(e => e.Key == Controller ? e with { Value = kept } : e)] };
    }

    private static string? Name(YamlMap part) => part.Find(Use) is YamlScalar { IsNull: false } use ? use.Text : null;
}
