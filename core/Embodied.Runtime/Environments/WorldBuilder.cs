using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Environments;

/// <summary>Makes worlds from recipes: the only place where task, body and backend are put together.</summary>
/// <param name="catalog">Where what recipes name is found.</param>
public sealed class WorldBuilder(Catalog catalog) : IEnvironmentFactory
{
    private readonly TaskParts _parts = new(new CatalogParts { Catalog = catalog });

    /// <summary>Told how far a task is that takes long to make; null when nobody looks.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Stops the making of a task.</summary>
    public CancellationToken Cancel { get; init; }

    /// <inheritdoc/>
    public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads) => For(recipe).BuildVector(count, threads);

    /// <summary>A builder of worlds of one recipe.</summary>
    /// <exception cref="InputException">Something named is unknown or out of range.</exception>
    public EnvironmentBuilder For(WorldRecipe recipe)
    {
        var setups = Setups(recipe);
        return new(Backend(recipe), Body(recipe, setups()), setups);
    }

    /// <summary>Looks at the settings of a recipe's task, which may need minutes to be made.</summary>
    /// <exception cref="InputException">Something named is unknown or out of range.</exception>
    internal void CheckSettings(WorldRecipe recipe)
    {
        var task = Task(recipe);
        task.Check(Own(ResolvedSettings.Of(task.Defaults, recipe.Settings)));
    }

    /// <summary>A recipe with everything in it that was left to the task or to defaults, as far as the catalog knows.</summary>
    public WorldRecipe Resolve(WorldRecipe recipe)
    {
        var task = Task(recipe);
        var settings = ResolvedSettings.Of(task.Defaults, recipe.Settings);
        return recipe with
        {
            Task = ContributionIds.Full(recipe.Task),
            Body = recipe.Body ?? (task.Offer.DefaultBody.Length > 0 ? task.Offer.DefaultBody : null),
            Settings = task is IResolvesTask own ? settings.Only(TaskKeys.Shared).With(own.Resolve(Own(settings))) : settings,
        };
    }

    private TaskSettings Own(PlacedSettings settings) => new() { Values = settings.Only(k => !TaskKeys.Shared(k)), Progress = Progress, Cancel = Cancel };

    /// <summary>The task of a recipe with its surroundings, fresh for one world.</summary>
    internal TaskSetup Setup(WorldRecipe recipe) => Setups(recipe)();

    /// <summary>The body of a recipe.</summary>
    internal IBody Body(WorldRecipe recipe, TaskSetup setup)
    {
        var options = recipe.BodyOptions ?? setup.Body;
        return BodyReference.Find(catalog, recipe.Body, Task(recipe), recipe.BodyPlace).Create(options);
    }

    /// <summary>What steps a recipe's world.</summary>
    internal IBackend Backend(WorldRecipe recipe) => catalog.Get<IBackend>(Task(recipe).Offer.Backend, recipe.Task);

    // Names and settings are looked up once, however many worlds there will be.
    private Func<TaskSetup> Setups(WorldRecipe recipe)
    {
        var task = Task(recipe);
        var settings = ResolvedSettings.Of(task.Defaults, recipe.Settings);
        var (own, shared) = (Own(settings), settings.Only(TaskKeys.Shared));
        // Whoever brings a body of their own names none.
        var body = new Lazy<IBody?>(() => (recipe.Body ?? task.Offer.DefaultBody).Length > 0 ? Body(recipe, _parts.Apply(task.Create(own), shared)) : null);
        return () => Fitting(_parts.Apply(task.Create(own), shared), body);
    }

    // A file's own step is a wish: the task says when the body acts.
    private static TaskSetup Fitting(TaskSetup setup, Lazy<IBody?> body)
    {
        if (setup.Physics.Timestep is not null || body.Value is not MjcfBody { Facts.Timestep: var wished })
            return setup;
        return setup with { Physics = setup.Physics with { Timestep = ControlSteps.Fitting(setup.Task.Info.ControlTimestep, wished) } };
    }

    private ITaskFactory Task(WorldRecipe recipe) => catalog.Get<ITaskFactory>(ContributionIds.Full(recipe.Task), "task");
}
