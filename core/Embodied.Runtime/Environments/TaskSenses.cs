using Embodied.Runtime.Parts;
using Embodied.Runtime.Sensors;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Environments;

/// <summary>
/// The senses of a task: those it brought along and those its settings name. A sensor named later replaces one that writes the same channel; a name that
/// is no sensor of the catalog but a channel puts noise, delay and history on that.
/// </summary>
/// <param name="parts">Where sensors are made.</param>
/// <param name="own">Those the task brought along.</param>
/// <param name="choices">Those the settings name.</param>
internal sealed class TaskSenses(CatalogParts parts, IReadOnlyList<ISensor> own, IReadOnlyList<PartChoice> choices)
{
    /// <summary>The senses for a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="shown">What the task shows of its own.</param>
    /// <exception cref="InputException">There is neither a sensor nor a channel of a name, or the body lacks what one needs.</exception>
    public IReadOnlyList<ISensor> For(BodyInScene body, IReadOnlyList<ISensor> shown)
    {
        var senses = new OrderedDictionary<string, ISensor>(StringComparer.Ordinal);
        foreach (var sensor in own.Concat(shown))
            Add(sensor);
        foreach (var choice in choices)
        {
            if (choice.Use == Proprioception.Group)
                AddGroup(choice);
            else if (parts.Catalog.Has<PartFactory<ISensor>>(Plugins.ContributionIds.Full(choice.Use)) || Channel(choice.Use) is not { } channel)
                Add(Named(choice));
            else
                senses[channel] = Wrapped(senses[channel], choice);
        }

        return [.. senses.Values];

        void Add(ISensor sensor) => senses[sensor.Bind(body).Name] = sensor;

        void AddGroup(PartChoice choice)
        {
            foreach (var sensor in Proprioception.Of(body.Body))
                Add(Wrapped(sensor, choice));
        }

        string? Channel(string name) => senses.Keys.FirstOrDefault(k => k == name) ?? senses.Keys.FirstOrDefault(k => k.EndsWith("/" + name, StringComparison.Ordinal));
    }

    private ISensor Named(PartChoice choice)
    {
        var sensor = parts.Make<ISensor>(choice.Use, choice.Settings, choice.Place);
        return choice.Name == choice.Use ? sensor : new RenamedSensor(sensor, choice.Name);
    }

    private static ISensor Wrapped(ISensor sensor, PartChoice choice) => choice.Settings.Count == 0
        ? sensor
        : SensorParts.Wrap(sensor, PartSettings.Of($"sensor '{choice.Use}'", choice.Settings, SensorParts.Common));
}
