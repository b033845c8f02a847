using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Cli.Commands;

/// <summary>Whether a plugin's bodies can be built: a missing mesh or a wrong word in its files shows only then.</summary>
internal static class BodyTrial
{
    /// <summary>The first body that no backend compiles, as a problem of the plugin; null when there is none.</summary>
    public static PluginProblem? ProblemOf(PluginStatus plugin, Catalog catalog)
    {
        foreach (var id in catalog.Ids<IBodyFactory>().Where(i => i.StartsWith(plugin.Id + "/", StringComparison.Ordinal)))
        {
            EmbodiedException? first = null;
            if (!catalog.Ids<IBackend>().Any(b => Compiles(catalog, id, b, ref first)))
                return new PluginProblem(plugin.Id, PluginStage.Validate, $"body '{id}' cannot be built: {first?.Message}", first?.Hint ?? "Correct the body.", first);
        }

        return null;
    }

    private static bool Compiles(Catalog catalog, string body, string backend, ref EmbodiedException? first)
    {
        try
        {
            var built = catalog.Get<IBodyFactory>(body).Create(BodyOptions.Default);
            using var model = catalog.Get<IBackend>(backend).Compile(new Scene { Bodies = [new PlacedBody(built)] });
            return true;
        }
        catch (EmbodiedException e)
        {
            // What the engine for articulated bodies says is worth more than what one for points does.
            if (first is null || backend.EndsWith("/mujoco", StringComparison.Ordinal))
                first = e;
            return false;
        }
    }
}
