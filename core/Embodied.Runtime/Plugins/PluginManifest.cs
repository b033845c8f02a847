using System.Text.RegularExpressions;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>What a plugin says of itself in <c>plugin.yaml</c>, read before any of its code is loaded.</summary>
public sealed partial class PluginManifest
{
    /// <summary>The file's name in the plugin's folder.</summary>
    public const string FileName = "plugin.yaml";

    /// <summary>The id the host's own contributions stand under.</summary>
    public const string CoreId = "core";

    /// <summary>Its id, also the name of its folder.</summary>
    public required Placed<string> Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, a.b.c.</summary>
    public required Placed<string> Version { get; init; }

    /// <summary>The versions of the SDK it works with, <c>^a.b</c>.</summary>
    public required Placed<string> Sdk { get; init; }

    /// <summary>File name of its assembly.</summary>
    public required Placed<string> Assembly { get; init; }

    /// <summary>Plugins it needs: an id, or an id and a range, <c>other ^1.2</c>.</summary>
    public IReadOnlyList<Placed<string>> Requires { get; init; } = [];

    /// <summary>Ids it contributes, by kind.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Placed<string>>> Provides { get; init; } =
        new Dictionary<string, IReadOnlyList<Placed<string>>>(StringComparer.Ordinal);

    /// <summary>Its licence, as an SPDX expression.</summary>
    public required string License { get; init; }

    /// <summary>What to cite, or null.</summary>
    public string? Cite { get; init; }

    /// <summary>Where the manifest stands.</summary>
    public YamlPlace Place { get; init; }

    /// <summary>The range of <see cref="Sdk"/>.</summary>
    public SdkRange SdkRange => Plugins.SdkRange.Parse(Sdk.Value)!.Value;

    /// <summary>Reads and checks a manifest.</summary>
    /// <exception cref="Sdk.Errors.InputException">Anything in it is wrong.</exception>
    public static PluginManifest Read(string path) => StrictYaml.Read<PluginManifest>(path, (manifest, problems) => manifest.Check(problems));

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>The ids it declares for a kind.</summary>
    public IReadOnlyList<string> ProvidedAs(ContributionKind kind) =>
        Provides.TryGetValue(kind.Name, out var ids) ? [.. ids.Select(id => id.Value)] : [];

    private void Check(YamlProblems problems)
    {
        if (!IsId(Id.Value))
            problems.Add(Id.Place, $"'{Id.Value}' is no id", "An id is lower-case letters, digits and hyphens, and begins with a letter.");
        else if (Id.Value == CoreId)
            problems.Add(Id.Place, $"'{CoreId}' is the host's own id", "Choose another id.");
        if (!System.Version.TryParse(Version.Value, out var version) || version.Build < 0)
            problems.Add(Version.Place, $"'{Version.Value}' is no version", "Write three numbers, e.g. 1.0.0.");
        if (Plugins.SdkRange.Parse(Sdk.Value) is null)
            problems.Add(Sdk.Place, $"'{Sdk.Value}' is no range of SDK versions", "Write e.g. \"^1.0\".");
        if (Path.GetFileName(Assembly.Value) != Assembly.Value || !Assembly.Value.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            problems.Add(Assembly.Place, $"'{Assembly.Value}' is no file name of an assembly", "Name the .dll in the plugin's own folder.");
        foreach (var required in Requires.Where(r => PluginRequirement.Parse(r.Value) is null))
            problems.Add(required.Place, $"'{required.Value}' names no plugin", "Write an id, or an id and a range: other ^1.2");
        CheckProvided(problems);
    }

    private void CheckProvided(YamlProblems problems)
    {
        var kinds = ContributionKind.All.Select(k => k.Name).ToArray();
        foreach (var (kind, ids) in Provides)
        {
            problems.RequireKnown(new(kind, ids.Count > 0 ? ids[0].Place : Place), kinds, "kind of contribution");
            foreach (var id in ids.Where(id => !ContributionIds.Belongs(id.Value, Id.Value)))
                problems.Add(id.Place, $"'{id.Value}' is no id of this plugin", $"Write {Id.Value}/name.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*\\z")]
    private static partial Regex IdPattern();
}
