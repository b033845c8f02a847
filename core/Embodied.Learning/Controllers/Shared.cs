using System.Globalization;
using Embodied.Learning.Networks;
using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Controllers;

/// <summary>What the usual networks have in common.</summary>
/// <param name="settings">Settings of the network.</param>
internal sealed class Shared(PartSettings settings)
{
    /// <summary>All that is observed.</summary>
    public const string Observation = "observation";

    private static readonly string[] Nonlinearities = ["tanh", "relu", "elu"];

    /// <summary>Settings of all networks.</summary>
    public static string[] Settings { get; } = ["nonlinearity", "action", "log_deviation"];

    /// <summary>Adds dense layers where the setting of their name has widths; returns what the next block reads.</summary>
    public string Dense(List<BlockSpec> blocks, string name, string otherwise, params string[] inputs)
    {
        var widths = LayerWidths.Parse(settings, name, otherwise);
        if (widths.Length == 0 && inputs is [var only])
            return only;
        blocks.Add(new()
        {
            Name = name,
            Kind = "dense",
            Inputs = inputs,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["widths"] = string.Join(',', widths),
                ["nonlinearity"] = Nonlinearities[settings.Choice("nonlinearity", Nonlinearities)],
            },
        });
        return name;
    }

    /// <summary>A block with a size.</summary>
    public static BlockSpec Sized(string name, string kind, int size, params string[] inputs) => new()
    {
        Name = name,
        Kind = kind,
        Inputs = inputs,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["size"] = size.ToString(CultureInfo.InvariantCulture) },
    };

    /// <summary>The block of the action or of the value.</summary>
    public static BlockSpec Head(string kind, params string[] inputs) => new() { Name = kind, Kind = kind, Inputs = inputs };

    /// <summary>How numbers become actions.</summary>
    public static ActionTransform Transform(PartSettings s) => (ActionTransform)s.Choice("action", "tanh", "clip");

    /// <summary>Initial logarithm of the standard deviation of actions.</summary>
    public static double LogDeviation(PartSettings s, double otherwise) => s.Number("log_deviation", otherwise, -10, 5);
}
