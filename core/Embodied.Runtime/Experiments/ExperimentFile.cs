using System.Text.RegularExpressions;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Experiments;

/// <summary>Reads an experiment: one strict YAML file that binds body, task, controller and trainer, validated whole before anything starts.</summary>
public static partial class ExperimentFile
{
    /// <summary>The format this host reads, the value of <c>embodied:</c>.</summary>
    public const int Format = 1;

    private const string UseKey = "use";

    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Changes from the command line, <c>a.b=c</c>, where c is YAML.</param>
    /// <param name="catalog">What the ids must be found in; null to check only the file itself.</param>
    /// <param name="notes">Receives what the user should know, e.g. settings that were left out.</param>
    /// <exception cref="InputException">Everything that is wrong, with line, column and nearest valid name.</exception>
    /// <exception cref="PluginException">Something named belongs to a plugin that failed.</exception>
    public static Experiment Read(string path, IEnumerable<string>? overrides = null, Catalog? catalog = null, ICollection<string>? notes = null) =>
        ReadWith(path, (overrides ?? []).Select(ExperimentOverride.Parse), catalog, notes);

    /// <summary>Reads an experiment with changes that stand in another file.</summary>
    internal static Experiment ReadWith(string path, IEnumerable<ExperimentOverride> changes, Catalog? catalog, ICollection<string>? notes = null)
    {
        var written = ExperimentTree.Load(path);
        var root = written;
        foreach (var change in changes)
            root = change.Apply(root);
        if (catalog is not null)
            root = ControllerSwap.Apply(written, root, catalog, notes ?? []);
        return Bind(root, path, catalog);
    }

    /// <summary>Checks an experiment that was put together from nodes.</summary>
    /// <param name="root">The experiment.</param>
    /// <param name="path">The file it stands in or beside: paths in it are relative to that.</param>
    /// <param name="catalog">What the ids must be found in; null to check only the experiment itself.</param>
    /// <exception cref="InputException">Everything that is wrong.</exception>
    internal static Experiment Bind(YamlMap root, string path, Catalog? catalog)
    {
        var read = StrictYaml.Bind<Experiment>(root, null, (experiment, problems) => Check(Placed(experiment, path), problems, catalog));
        return Placed(read, path);
    }

    /// <summary>A body file is looked for beside the experiment first.</summary>
    private static Experiment Placed(Experiment experiment, string path)
    {
        if (BodyPart.Of(experiment.Body) is not { Use.Value: var named } || !BodyResolver.IsFile(named) || Path.IsPathRooted(named))
            return experiment;
        var beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, named));
        return experiment with { Body = Renamed(experiment.Body!, File.Exists(beside) ? beside : Path.GetFullPath(named)) };
    }

    private static YamlNode Renamed(YamlNode body, string name) => body switch
    {
        YamlMap map => map with { Entries = [.. map.Entries.Select(e => e.Key == UseKey ? e with { Value = Renamed(e.Value, name) } : e)] },
        YamlScalar scalar => scalar with { Text = name, Quoted = true },
        _ => body,
    };

    private static void Check(Experiment experiment, YamlProblems problems, Catalog? catalog)
    {
        if (experiment.Embodied.Value != Format)
            problems.Add(experiment.Embodied.Place, $"format {experiment.Embodied.Value} is not known", $"This version reads format {Format}.");
        if (!NamePattern().IsMatch(experiment.Name.Value))
            problems.Add(experiment.Name.Place, $"'{experiment.Name.Value}' does not do as a name", "Use letters, digits, hyphens, dots and underscores.");
        if (catalog is null)
            return;
        Known<ITaskFactory>(experiment.Task.Use, problems, catalog);
        KnownBody(experiment, problems, catalog);
        if (experiment.Controller is not { } controller || !catalog.Has<IControllerFactory>(ContributionIds.Full(controller.Use.Value)))
            Known<IArchitecture>(experiment.Controller?.Use, problems, catalog);
        Known<ITrainer>(experiment.Trainer?.Use, problems, catalog);
    }

    private static void KnownBody(Experiment experiment, YamlProblems problems, Catalog catalog)
    {
        var task = ContributionIds.Full(experiment.Task.Use.Value);
        if (!catalog.Has<ITaskFactory>(task))
            return;
        var body = BodyPart.Of(experiment.Body);
        var place = body?.Use.Place ?? experiment.Task.Use.Place;
        try
        {
            var bodies = BodyReference.Find(catalog, body?.Use.Value, catalog.Get<ITaskFactory>(task, "task"), place.ToString());
            if (body is not null && (body.Options is not null || BodyResolver.IsFile(body.Use.Value)))
                bodies.Create(body.Options ?? BodyOptions.Default);
        }
        catch (InputException e)
        {
            problems.Add(place, e.Place == place.ToString() ? e.Problem : e.Message, e.Hint);
        }
    }

    private static void Known<T>(Placed<string>? id, YamlProblems problems, Catalog catalog)
        where T : class
    {
        if (id is not { } named)
            return;
        try
        {
            catalog.Get<T>(ContributionIds.Full(named.Value), named.Place.ToString());
        }
        catch (InputException e)
        {
            problems.Add(named.Place, e.Problem, e.Hint);
        }
    }

    // The name becomes a folder.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*\\z")]
    private static partial Regex NamePattern();
}
