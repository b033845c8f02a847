using System.Security.Cryptography;
using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Experiments;

/// <summary>Holds on to the agent whose decoder an experiment acts through: by its whole path, and by what it is.</summary>
internal static class DecoderPin
{
    /// <summary>Name of the setting.</summary>
    public const string Fingerprint = "fingerprint";

    private const string Actuation = "actuation";
    private const string Agent = "agent";

    /// <summary>What a file is.</summary>
    public static string Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
    }

    /// <summary>The experiment with the agent's whole path and fingerprint; as it is when it acts through none.</summary>
    public static Experiment Apply(Experiment experiment)
    {
        if (!experiment.Task.Rest.TryGetValue(Actuation, out var node) || node is not YamlMap map || map.Find(Agent) is not YamlScalar { IsNull: false } agent || !Path.Exists(agent.Text))
            return experiment;
        var file = Path.GetFullPath(SavedAgent.Find(agent.Text));
        var entries = map.Entries.Select(e => e.Key == Agent ? e with { Value = agent with { Text = file, Quoted = true } } : e);
        if (map.Find(Fingerprint) is null)
            entries = entries.Append(new(Fingerprint, agent.Place, new YamlScalar(agent.Place, Of(file), Quoted: true)));
        var rest = new OrderedDictionary<string, YamlNode>(experiment.Task.Rest, StringComparer.Ordinal) { [Actuation] = map with { Entries = [.. entries] } };
        return experiment with { Task = new() { Use = experiment.Task.Use, Rest = rest } };
    }
}
