using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Catalogs;

/// <summary>All contributions, by kind and id.</summary>
public sealed class Catalog
{
    private readonly IReadOnlyList<Contribution> _all;
    private readonly IReadOnlyList<PluginStatus> _plugins;

    /// <summary>Puts contributions together; the plugins say what failed.</summary>
    public Catalog(IReadOnlyList<Contribution> all, IReadOnlyList<PluginStatus> plugins) => (_all, _plugins) = (all, plugins);

    /// <summary>A contribution by id.</summary>
    /// <typeparam name="T">One of the contracts in <see cref="ContributionKind"/>.</typeparam>
    /// <param name="id">Its id.</param>
    /// <param name="place">Where the id was written, for the message; null names the kind.</param>
    /// <exception cref="InputException">There is no such contribution.</exception>
    /// <exception cref="PluginException">Its plugin failed, or fails to make it.</exception>
    public T Get<T>(string id, string? place = null)
        where T : class
    {
        var kind = KindOf(typeof(T));
        var found = _all.FirstOrDefault(c => c.Kind == kind && c.Id == id);
        return found is null ? throw Unknown(kind, id, place ?? kind.Singular) : (T)Make(found);
    }

    /// <summary>Whether <see cref="Get"/> would find it.</summary>
    public bool Has<T>(string id)
        where T : class => Ids<T>().Contains(id, StringComparer.Ordinal);

    /// <summary>Ids of a kind, sorted.</summary>
    public IReadOnlyList<string> Ids<T>()
        where T : class => [.. Of(KindOf(typeof(T))).Select(c => c.Id)];

    /// <summary>All contributions of a kind with their summaries, sorted by id. One that cannot be made says so in its summary.</summary>
    public IReadOnlyList<CatalogEntry> List(ContributionKind kind) => [.. Of(kind).Select(c => Entry(kind, c))];

    private static ContributionKind KindOf(Type contract) => ContributionKind.All.FirstOrDefault(k => k.Contract == contract) ??
        throw new ArgumentException($"'{contract.Name}' is no contract", nameof(contract));

    private static CatalogEntry Entry(ContributionKind kind, Contribution contribution)
    {
        try
        {
            var made = Make(contribution);
            return new(kind, contribution.Id, contribution.PluginId, CatalogEntry.SummaryOf(made)) { Settings = CatalogEntry.SettingsOf(made) };
        }
        catch (PluginException e)
        {
            return new(kind, contribution.Id, contribution.PluginId, e.Message);
        }
    }

    private static object Make(Contribution contribution)
    {
        try
        {
            return contribution.PluginId == PluginManifest.CoreId ? contribution.Make() : PluginGuard.Run(contribution.Make);
        }
        catch (Exception e)
        {
            var cause = PluginLoading.Cause(e);
            throw new PluginException(contribution.PluginId,
                $"cannot make {contribution.Kind.Singular} '{contribution.Id}': {cause.Message}",
                (cause as EmbodiedException)?.Hint ?? "Tell the plugin's authors.", cause);
        }
    }

    private IOrderedEnumerable<Contribution> Of(ContributionKind kind) => _all.Where(c => c.Kind == kind).OrderBy(c => c.Id, StringComparer.Ordinal);

    private EmbodiedException Unknown(ContributionKind kind, string id, string place)
    {
        var plugin = ContributionIds.PluginOf(id);
        var found = _plugins.FirstOrDefault(p => p.Id == plugin && p.Problem is null) ?? _plugins.FirstOrDefault(p => p.Id == plugin);
        if (found?.Problem is { } problem)
            return new PluginException(plugin, $"failed at {problem.Stage}: {problem.Message}; {place} needs its {kind.Singular} '{id}'", problem.Hint, problem.Exception);
        if (_all.FirstOrDefault(c => c.Id == id) is { } other)
            return new InputException(place, $"'{id}' is no {kind.Singular} but a {other.Kind.Singular}", NearestName.Hint(id, Of(kind).Select(c => c.Id)));
        var hint = NearestName.Hint(id, Of(kind).Select(c => c.Id));
        return new InputException(place, $"unknown {kind.Singular} '{id}'", found is null && plugin.Length > 0 ? $"{hint} Plugins in other folders: --plugins DIR" : hint);
    }
}
