using System.CommandLine;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary><c>--set KEY=VALUE</c> of what a command names: of several with one name the last holds.</summary>
internal static class SettingOption
{
    /// <summary>The option.</summary>
    /// <param name="summary">Whose setting it is.</param>
    public static Option<string[]> Create(string summary) => new("--set") { Description = $"{summary} May be given several times.", HelpName = "KEY=VALUE" };

    /// <summary>The settings by name.</summary>
    /// <exception cref="InputException">One is no <c>key=value</c>.</exception>
    public static PlacedSettings Read(string[]? given) => new((given ?? []).Select(text => text.Split('=', 2) is [var key, var value]
        ? (key, value, (string?)null)
        : throw new InputException($"--set {text}", "expected key=value")));
}
