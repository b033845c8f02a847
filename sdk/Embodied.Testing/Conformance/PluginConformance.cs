using Autofac;
using Embodied.Sdk.Plugins;
using Xunit;

namespace Embodied.Testing;

/// <summary>What every plugin must satisfy, checked without a host: it registers cleanly, under its own name, what its manifest declares.</summary>
public abstract class PluginConformance
{
    /// <summary>The plugin.</summary>
    protected abstract IPlugin Plugin { get; }

    /// <summary>The plugin's folder, with <c>plugin.yaml</c> and its assets.</summary>
    protected abstract string Folder { get; }

    /// <summary>Services a host supplies to factories, for plugins that resolve some.</summary>
    protected virtual Action<ContainerBuilder> HostServices => _ => { };

    /// <summary>A manifest stands in the folder and names an id.</summary>
    [Fact]
    public void The_folder_has_a_manifest() => Assert.Matches("^[a-z][a-z0-9-]*$", Id());

    /// <summary>Registering takes no time to speak of, throws nothing, and every id is <c>plugin/name</c>.</summary>
    [Fact]
    public void It_registers_under_its_own_name()
    {
        var registry = Register();
        Assert.NotEmpty(registry.Contributions);
        Assert.All(registry.Contributions, c => Assert.StartsWith(Id() + "/", c.Id, StringComparison.Ordinal));
        Assert.Equal(registry.Contributions.Count, registry.Contributions.Select(c => (c.Kind, c.Id)).Distinct().Count());
    }

    /// <summary>The plugin has a public constructor without parameters, which is how the host makes it.</summary>
    [Fact]
    public void The_host_can_construct_it()
    {
        var type = Plugin.GetType();
        Assert.True(type.IsPublic, $"{type.Name} is not public.");
        Assert.NotNull(type.GetConstructor(Type.EmptyTypes));
    }

    /// <summary>Everything it registers can be made.</summary>
    [Fact]
    public void Everything_registered_can_be_made()
    {
        var registry = Register();
        var builder = new ContainerBuilder();
        HostServices(builder);
        registry.Apply(builder);
        using var container = builder.Build();
        foreach (var (kind, id) in registry.Contributions)
            Assert.True(container.ResolveKeyed(id, kind.Contract) is not null, $"{kind.Name} '{id}' is null.");
    }

    private RecordingRegistry Register()
    {
        var registry = new RecordingRegistry(new(Id(), Folder, typeof(IPlugin).Assembly.GetName().Version!));
        Plugin.Register(registry);
        return registry;
    }

    private string Id()
    {
        var manifest = Path.Combine(Folder, "plugin.yaml");
        Assert.True(File.Exists(manifest), $"There is no {manifest}.");
        var line = File.ReadLines(manifest).FirstOrDefault(l => l.StartsWith("id:", StringComparison.Ordinal));
        Assert.True(line is not null, $"{manifest} has no 'id:'.");
        return line!["id:".Length..].Split('#')[0].Trim().Trim('"', '\'');
    }

    /// <summary>Remembers what is registered.</summary>
    private sealed class RecordingRegistry(PluginContext plugin) : IPluginRegistry
    {
        private readonly List<Action<ContainerBuilder>> _configure = [];

        public List<(ContributionKind Kind, string Id)> Contributions { get; } = [];

        public PluginContext Plugin { get; } = plugin;

        public void Add<TContract>(string id, Func<IComponentContext, TContract> factory)
            where TContract : class
        {
            var kind = ContributionKind.All.FirstOrDefault(k => k.Contract == typeof(TContract))
                ?? throw new ArgumentException($"{typeof(TContract).Name} is no contract.", nameof(factory));
            Contributions.Add((kind, id));
            _configure.Add(b => b.Register(factory).Keyed<TContract>(id));
        }

        public void Services(Action<ContainerBuilder> configure) => _configure.Add(configure);

        public void Apply(ContainerBuilder builder) => _configure.ForEach(c => c(builder));
    }
}
