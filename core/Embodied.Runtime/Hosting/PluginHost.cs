using Autofac;
using Embodied.Learning.Networks.Blocks;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Hosting;

/// <summary>Loads plugins, each alone: what fails is reported with its stage and what to do, the others go on.</summary>
public static class PluginHost
{
    /// <summary>Loads what the folders hold.</summary>
    public static LoadedPlugins Load(PluginHostOptions options)
    {
        var crashes = PluginTrace.Collect();
        var builder = new ContainerBuilder();
        options.Services(builder);
        var host = builder.Build();
        var core = new PluginRegistry(new PluginContext(PluginManifest.CoreId, AppContext.BaseDirectory, SdkCheck.HostVersion));
        options.Core.Register(core);
        var coreScope = host.BeginLifetimeScope(core.Apply);
        var contributions = new List<Contribution>(PluginLoading.Contributions(core, coreScope));
        var scopes = new List<IDisposable> { coreScope };
        var done = new List<PluginStatus>();
        foreach (var plugin in PluginOrder.Sort(PluginDiscovery.Find(options.Folders)))
            done.Add(plugin.Problem is null ? LoadOne(plugin) : plugin);
        var catalog = new Catalog(contributions, done);
        if (host.TryResolve<CatalogParts>(out var parts))
            parts.Catalog = catalog;
        foreach (var block in contributions.Where(c => c.Kind.Contract == typeof(PartFactory<INetworkBlock>)))
            BlockKinds.Add(block.Id, () => catalog.Get<PartFactory<INetworkBlock>>(block.Id));
        return new LoadedPlugins(done, catalog, [.. scopes, host], crashes);

        PluginStatus LoadOne(PluginStatus plugin)
        {
            try
            {
                SdkCheck.Run(plugin.Manifest!, plugin.Folder);
                PluginOrder.Require(plugin, done);
                Preflight.Run(plugin.Manifest!, plugin.Folder);
                using var trace = PluginTrace.Leave(plugin.Id, plugin.Folder);
                var (scope, made) = PluginGuard.Run(() => PluginLoading.Run(plugin.Manifest!, plugin.Folder, host, options.MakeAll));
                scopes.Add(scope);
                contributions.AddRange(made);
                return plugin;
            }
            catch (PluginStageException e)
            {
                return plugin with { Problem = new PluginProblem(plugin.Id, e.Stage, e.Message, e.Hint, e.InnerException) };
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return plugin with { Problem = new PluginProblem(plugin.Id, PluginStage.Preflight, e.Message, "Make its files readable.", e) };
            }
            catch (TimeoutException e)
            {
                return plugin with
                {
                    Problem = new PluginProblem(
                        plugin.Id, PluginStage.Register, e.Message, $"Tell the plugin's authors; {PluginGuard.Variable} gives it more time.", e),
                };
            }
            catch (Exception e)
            {
                return plugin with { Problem = new PluginProblem(plugin.Id, PluginStage.Load, $"{e.GetType().Name}: {e.Message}", "Tell the plugin's authors.", e) };
            }
        }
    }
}
