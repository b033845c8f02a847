using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tasks;

/// <summary>Offers a task that is a page of terms; the host puts those in that the page and the experiment name.</summary>
internal sealed class TermTaskFactory : ITaskFactory
{
    private static readonly PartSetting[] Own =
    [
        new("control_timestep", "0.02", "time between actions [time unit of the body]"),
        new("maximum_steps", "500", "actions per episode"),
        new("lasting", "", "success counts an episode that lasts until maximum_steps as one, failure as none, each under the name 'lasted'"),
    ];

    private readonly string _id;
    private readonly PlacedSettings _page;

    private TermTaskFactory(string id, TaskPage page)
    {
        (_id, _page) = (id, FlatSettings.Flatten(page.Rest));
        Offer = new(page.Summary, page.Body, ContributionIds.Full(page.Backend));
    }

    /// <inheritdoc/>
    public TaskOffer Offer { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Defaults => _page;

    /// <summary>Reads a page from a file.</summary>
    /// <exception cref="InputException">Everything that is wrong with it.</exception>
    public static TermTaskFactory Read(string id, string path) => new(id, StrictYaml.Read<TaskPage>(path, (page, problems) => page.Check(problems)));

    /// <summary>Reads a page that comes with the host.</summary>
    public static TermTaskFactory OfHost(string id)
    {
        var name = $"{id.Split('/')[1]}.yaml";
        using var stream = typeof(TermTaskFactory).Assembly.GetManifestResourceStream($"tasks/{name}") ?? throw new InvalidOperationException($"The host has no page tasks/{name}.");
        using var reader = new StreamReader(stream);
        return new(id, StrictYaml.Parse<TaskPage>(reader.ReadToEnd(), name, (page, problems) => page.Check(problems)));
    }

    /// <inheritdoc/>
    public TaskSetup Create(TaskSettings settings)
    {
        if (settings.Values.Keys.FirstOrDefault(k => !Array.Exists(Own, o => o.Name == k)) is { } unknown)
        {
            var (place, first) = (settings.Values.PlaceOf(unknown, $"task '{_id}'"), unknown.Split('.')[0]);
            throw new InputException(place, $"task '{_id}' has no setting '{first}'", NearestName.Hint(first, [.. Own.Select(o => o.Name), .. TaskKeys.Kinds]));
        }

        var s = PartSettings.Of($"task '{_id}'", settings.Values, Own);
        var most = s.Count("maximum_steps");
        TaskOutcome[] lasting = s.Has("lasting") ? [new("lasted", s.Choice("lasting", "failure", "success") == 1)] : [];
        return new()
        {
            Task = new BareTask(new()
            {
                Id = _id,
                Summary = Offer.Summary,
                ControlTimestep = s.NumberIn("control_timestep", 1e-9, 1e6),
                RewardTerms = [],
                Outcomes = lasting,
                LimitOutcome = lasting.Length > 0 ? 0 : null,
                MaximumSteps = most > 0 ? most : throw s.Wrong("maximum_steps", "has maximum_steps 0; expected at least 1"),
            }),
            Arena = new FlatArena(),
            Sensors = [],
            Actuation = new DirectActuation(),
        };
    }
}
