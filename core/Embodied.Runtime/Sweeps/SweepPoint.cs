using System.Security.Cryptography;
using System.Text;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Sweeps;

/// <summary>One choice of all parameters.</summary>
internal sealed class SweepPoint
{
    /// <summary>Makes one.</summary>
    /// <param name="values">A value for each parameter.</param>
    public SweepPoint(IReadOnlyList<KeyValuePair<string, YamlNode>> values)
    {
        Values = values;
        Settings = new OrderedDictionary<string, string>(values.Select(v => KeyValuePair.Create(v.Key, TextOf(v.Value))), StringComparer.Ordinal);
        Name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..10];
    }

    /// <summary>The values, as they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, YamlNode>> Values { get; }

    /// <summary>The values as text, by parameter.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Name of its folder: it stays the same when other points come or go.</summary>
    public string Name { get; }

    /// <summary>In words.</summary>
    public string Text => string.Join(", ", Settings.Select(s => $"{s.Key}={s.Value}"));

    /// <summary>What is to be changed in the experiment.</summary>
    public IEnumerable<ExperimentOverride> Overrides(int seed) =>
        Values.Select(v => new ExperimentOverride(v.Key.Split('.'), v.Value, v.Value.Place)).Append(new ExperimentOverride(["seed"], new YamlScalar(default, $"{seed}", Quoted: false), default));

    private static string TextOf(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text,
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(TextOf))}]",
        YamlMap map => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key}: {TextOf(e.Value)}"))}}}",
        _ => "",
    };
}
