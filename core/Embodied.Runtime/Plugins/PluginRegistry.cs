using Autofac;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>Collects what one plugin registers; nothing is made yet.</summary>
internal sealed class PluginRegistry(PluginContext plugin) : IPluginRegistry
{
    private readonly List<Action<ContainerBuilder>> _configure = [];
    private readonly List<(ContributionKind Kind, string Id)> _contributions = [];

    private static string Contracts => string.Join(", ", ContributionKind.All.Select(k => k.Contract.Name));

    public PluginContext Plugin { get; } = plugin;

    public IReadOnlyList<(ContributionKind Kind, string Id)> Contributions => _contributions;

    public void Add<TContract>(string id, Func<IComponentContext, TContract> factory)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        var kind = ContributionKind.All.FirstOrDefault(k => k.Contract == typeof(TContract)) ??
            throw new ArgumentException($"'{typeof(TContract).Name}' is no contract; contracts: {Contracts}", nameof(factory));
        if (!ContributionIds.Belongs(id, Plugin.Id))
            throw new ArgumentException($"'{id}' is no id of this plugin; write {Plugin.Id}/name", nameof(id));
        if (_contributions.Contains((kind, id)))
            throw new ArgumentException($"{kind.Singular} '{id}' is registered twice", nameof(id));
        _contributions.Add((kind, id));
        _configure.Add(builder => builder.Register(factory).Keyed<TContract>(id).SingleInstance());
    }

    public void Services(Action<ContainerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure.Add(configure);
    }

    /// <summary>Carries all registrations over into a scope.</summary>
    public void Apply(ContainerBuilder builder)
    {
        foreach (var configure in _configure)
            configure(builder);
    }
}
