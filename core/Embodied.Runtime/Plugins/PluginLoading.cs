using System.Reflection;
using System.Runtime.Loader;
using Autofac;
using Autofac.Core;
using Embodied.Sdk.Plugins;
using McMaster.NETCore.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>The stages in which a plugin's own code is loaded and run.</summary>
internal static class PluginLoading
{
    /// <summary>Loads a plugin that passed all checks without code; returns its scope and contributions.</summary>
    /// <exception cref="PluginStageException">A stage failed.</exception>
    public static (ILifetimeScope Scope, IReadOnlyList<Contribution> Contributions) Run(PluginManifest manifest, string folder, IContainer host, bool make)
    {
        var assembly = Load(Path.Combine(folder, manifest.Assembly.Value));
        var registry = new PluginRegistry(new PluginContext(manifest.Id.Value, folder, SdkCheck.HostVersion));
        Register(Entry(assembly), registry);
        Compare(manifest, registry);
        var scope = Scope(host, AssemblyLoadContext.GetLoadContext(assembly)!, registry);
        try
        {
            var contributions = Contributions(registry, scope);
            if (make)
                MakeAll(contributions);
            return (scope, contributions);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>What a scope holds, by kind and id.</summary>
    public static IReadOnlyList<Contribution> Contributions(PluginRegistry registry, ILifetimeScope scope) =>
    [
        .. registry.Contributions.Select(c => new Contribution(c.Kind, c.Id, registry.Plugin.Id, () => scope.ResolveKeyed(c.Id, c.Kind.Contract))),
    ];

    // Sharing one type shares its assembly and everything that references, so that plugin and host mean the same contracts; everything else a
    // plugin brings stays private to it, even where the host has another version.
    private static Assembly Load(string path)
    {
        try
        {
            var loader = PluginLoader.CreateFromAssemblyFile(path, isUnloadable: false, sharedTypes: [typeof(IPlugin)], config =>
            {
                config.PreferSharedTypes = false;
                config.IsLazyLoaded = false;
            });
            return loader.LoadDefaultAssembly();
        }
        catch (Exception e)
        {
            throw new PluginStageException(PluginStage.Load, e.Message, "Build the plugin again and copy the whole folder.", e);
        }
    }

    private static IPlugin Entry(Assembly assembly)
    {
        var entries = Types(assembly).Where(t => t is { IsPublic: true, IsAbstract: false } && typeof(IPlugin).IsAssignableFrom(t)).ToArray();
        if (entries.Length != 1)
        {
            var found = entries.Length == 0 ? "no public class that implements IPlugin" : $"several plugins: {string.Join(", ", entries.Select(t => t.FullName))}";
            throw new PluginStageException(PluginStage.Types, $"{assembly.GetName().Name} has {found}", "A plugin has exactly one.");
        }

        try
        {
            return (IPlugin)Activator.CreateInstance(entries[0])!;
        }
        catch (Exception e)
        {
            var cause = (e as TargetInvocationException)?.InnerException ?? e;
            throw new PluginStageException(PluginStage.Types, $"{entries[0].FullName} cannot be made: {cause.Message}",
                "The plugin's class needs a public constructor without parameters that does nothing much.", cause);
        }
    }

    private static Type[] Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            var causes = e.LoaderExceptions.OfType<Exception>().Select(x => x.Message).Distinct(StringComparer.Ordinal);
            throw new PluginStageException(PluginStage.Types, string.Join("; ", causes), "Build the plugin against the SDK of this host.", e);
        }
    }

    private static void Register(IPlugin entry, PluginRegistry registry)
    {
        try
        {
            entry.Register(registry);
        }
        catch (Exception e)
        {
            throw new PluginStageException(PluginStage.Register, $"Register threw {e.GetType().Name}: {e.Message}", "Tell the plugin's authors.", e);
        }
    }

    private static void Compare(PluginManifest manifest, PluginRegistry registry)
    {
        var differences = new List<string>();
        foreach (var kind in ContributionKind.All)
        {
            var declared = manifest.ProvidedAs(kind);
            var registered = registry.Contributions.Where(c => c.Kind == kind).Select(c => c.Id).ToArray();
            differences.AddRange(declared.Except(registered, StringComparer.Ordinal).Select(id => $"{kind.Singular} '{id}' is declared but not registered"));
            differences.AddRange(registered.Except(declared, StringComparer.Ordinal).Select(id => $"{kind.Singular} '{id}' is registered but not declared"));
        }

        if (differences.Count > 0)
            throw new PluginStageException(PluginStage.Validate, string.Join("; ", differences), "Correct 'provides' in plugin.yaml, or what Register does.");
    }

    private static ILifetimeScope Scope(IContainer host, AssemblyLoadContext context, PluginRegistry registry)
    {
        try
        {
            return host.BeginLoadContextLifetimeScope(context, registry.Apply);
        }
        catch (Exception e)
        {
            throw new PluginStageException(PluginStage.Register, $"its services cannot be registered: {e.Message}", "Tell the plugin's authors.", e);
        }
    }

    private static void MakeAll(IReadOnlyList<Contribution> contributions)
    {
        foreach (var contribution in contributions)
        {
            try
            {
                contribution.Make();
            }
            catch (Exception e)
            {
                var cause = Cause(e);
                throw new PluginStageException(PluginStage.Validate, $"{contribution.Kind.Singular} '{contribution.Id}' cannot be made: {cause.Message}",
                    (cause as Sdk.Errors.EmbodiedException)?.Hint ?? "Tell the plugin's authors.", cause);
            }
        }
    }

    /// <summary>What lies behind the container's wrapping.</summary>
    internal static Exception Cause(Exception e)
    {
        while (e is DependencyResolutionException or TargetInvocationException && e.InnerException is { } inner)
            e = inner;
        return e;
    }
}
