using System.Diagnostics;
using System.Runtime.Loader;
using Embodied.Cli.Output;

namespace Embodied.Cli;

/// <summary>What happens to exceptions that nobody catches, on threads that plugins started.</summary>
internal static class PluginThreads
{
    /// <summary>Whether the program goes on: it does when the exception comes from a plugin's code, which is named.</summary>
    public static bool Outlive(Exception exception)
    {
        var assembly = new StackTrace(exception).GetFrames().Select(f => f.GetMethod()?.Module.Assembly).FirstOrDefault(IsPlugin);
        if (assembly is null)
            return false;
        Terminal.Note($"note: {assembly.GetName().Name} of a plugin threw {exception.GetType().Name} on a thread of its own: {exception.Message}");
        return true;

        static bool IsPlugin(System.Reflection.Assembly? code) =>
            code is not null && AssemblyLoadContext.GetLoadContext(code) is { } context && context != AssemblyLoadContext.Default;
    }
}
