using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Embodied.Runtime.Plugins;

/// <summary>
/// Runs a plugin's code so that it cannot hold up the program or speak in its name: on a thread of its own, for a limited time, with what it prints on
/// standard error.
/// </summary>
internal static class PluginGuard
{
    /// <summary>The variable that changes how long a plugin may take to load or to make something [s].</summary>
    public const string Variable = "EMBODIED_PLUGIN_SECONDS";

    private const double Seconds = 20;

    private static readonly Lock OneAtATime = new();

    [ThreadStatic]
    private static bool _guarded;

    /// <summary>What the action gives, or what it throws.</summary>
    /// <exception cref="TimeoutException">It did not end in time; its thread is left behind.</exception>
    public static T Run<T>(Func<T> action)
    {
        // What a plugin asks of the catalog while it is made runs within the same guard.
        if (_guarded)
            return action();
        var limit = Limit();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            _guarded = true;
            try
            {
                result = action();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
            Name = "plugin",
        };
        lock (OneAtATime)
        {
            var output = Console.Out;
            Console.SetOut(Console.Error);
            try
            {
                thread.Start();
                if (!thread.Join(limit))
                    throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"did not end within {limit.TotalSeconds:g3} s"));
            }
            finally
            {
                Console.SetOut(output);
            }
        }

        failure?.Throw();
        return result!;
    }

    private static TimeSpan Limit() => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given) && given is > 0 and < 1e6 ? given : Seconds);
}
