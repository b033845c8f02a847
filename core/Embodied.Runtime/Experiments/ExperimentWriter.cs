using Embodied.Runtime.Yaml;
using Embodied.Sdk.Environments;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Embodied.Runtime.Experiments;

/// <summary>Writes an experiment with everything resolved: what it extends, overrides and defaults put in. It reads back as the same experiment.</summary>
internal static class ExperimentWriter
{
    /// <summary>The experiment as YAML.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="world">Its world as it was resolved; null writes what the experiment says.</param>
    public static string Write(Experiment experiment, WorldRecipe? world = null)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Map(emitter, Entries(experiment, world));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static IEnumerable<(string Key, YamlNode Value)> Entries(Experiment experiment, WorldRecipe? world)
    {
        yield return ("embodied", Plain(experiment.Embodied.Value.ToString()));
        yield return ("name", Text(experiment.Name.Value));
        if (experiment.Body is { } own and not YamlScalar { IsNull: true })
            yield return ("body", own);
        else if (world?.Body is { } id)
            yield return ("body", Text(id));
        yield return ("task", world is null || world.Settings.Count == experiment.Task.Settings.Count ? PartOf(experiment.Task) : Resolved(experiment.Task, world));
        if (experiment.Controller is { } controller)
            yield return ("controller", PartOf(controller));
        if (experiment.Trainer is { } trainer)
            yield return ("trainer", PartOf(trainer));
        if (experiment.From is { } from)
            yield return ("from", Text(from.Value));
        yield return ("seed", Plain(experiment.Seed.ToString()));
    }

    private static YamlMap PartOf(Part part) =>
        new(default, [new YamlEntry("use", default, Text(part.Use.Value)), .. part.Rest.Select(r => new YamlEntry(r.Key, default, r.Value))]);

    private static YamlMap Resolved(Part task, WorldRecipe world) =>
        new(default, [new YamlEntry("use", default, Text(task.Use.Value)), .. NestedSettings.Nest(world.Settings).Entries]);

    private static YamlScalar Plain(string text) => new(default, text, Quoted: false);

    private static YamlScalar Text(string text) => new(default, text, Quoted: true);

    private static void Map(Emitter emitter, IEnumerable<(string Key, YamlNode Value)> entries)
    {
        emitter.Emit(new MappingStart());
        foreach (var (key, value) in entries)
        {
            emitter.Emit(new Scalar(key));
            Node(emitter, value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void Node(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                Map(emitter, map.Entries.Select(e => (e.Key, e.Value)));
                break;
            case YamlSequence sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
                foreach (var item in sequence.Items)
                    Node(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalar scalar:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, scalar.Quoted ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain, true, true));
                break;
        }
    }
}
