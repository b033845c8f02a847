using Embodied.Runtime.Assays;
using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Tests.Assays;

/// <summary>An assay of a rover that is to go away from where it began, and controllers for it.</summary>
internal static class AssayWorld
{
    public static Catalog Catalog { get; } = new(
        [
            Offer<IBodyFactory>("test/rover", () => new Rovers()), Offer<ITaskFactory>("test/walk", () => new Walks()), Offer<IBackend>("core/planar", () => new PlanarBackend()),
            Offer<IAssay>("test/away", () => new Away()),
        ],
        []);

    public static AssayJob Job(Func<ControllerRequest, IController> controller) => new() { Assay = "test/away", ControllerName = "driver", Controller = controller };

    private static Contribution Offer<T>(string id, Func<object> make) => new(ContributionKind.All.Single(k => k.Contract == typeof(T)), id, "test", make);

    private sealed class Rovers : IBodyFactory
    {
        public BodyChoices Choices { get; } = new() { Summary = "A rover" };

        public IBody Create(BodyOptions options) => FigureBody.Rover();
    }

    private sealed class Walks : ITaskFactory
    {
        public TaskOffer Offer { get; } = new("Walk", "test/rover", "core/planar");

        public TaskSetup Create(TaskSettings settings) => WalkTask.Setup();
    }

    private sealed class Away : IAssay
    {
        public AssayInfo Info { get; } = new("Go away", ["named", "plain"], ["named"]);

        public IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> settings) =>
        [
            .. (names.Count > 0 ? names : Info.DefaultConditions).Select(name => new AssayCondition
            {
                Name = name,
                Task = "test/walk",
                Episodes = [.. Enumerable.Range(0, 6).Select(e => new AssayEpisode(settings, (ulong)e) { Behaviour = name == "plain" ? null : e % 2 == 0 ? "run" : "amble" })],
            }),
        ];
    }
}

/// <summary>Drives ahead; turns by its latent, which is noise of standard deviation 1, and trembles by motor noise.</summary>
internal sealed class Driver(int observations, int latent) : IController, IStochasticLatent
{
    public ControllerInfo Info { get; } = new() { Id = "test/driver" };

    public int ObservationSize => observations;

    public int ActionSize => 3;

    public int LatentSize => latent;

    public float LatentNoise { get; set; } = 1;

    public LatentStructure LatentStructure { get; set; }

    public float ActionNoise { get; set; } = 1;

    public void ResetState(Span<float> state, ulong seed) => state.Clear();

    public void Act(in ControllerBatch batch)
    {
        for (var w = 0; w < batch.Count; w++)
        {
            var random = batch.Sampled ? new RandomStream(batch.Seeds[w]) : default;
            var turn = batch.Sampled ? LatentNoise * (LatentStructure == LatentStructure.Inverted ? 0.1f : 1) * (float)random.NextGaussian() : 0;
            var tremble = batch.Sampled ? ActionNoise * 0.2f * (float)random.NextGaussian() : 0;
            (batch.Actions[3 * w], batch.Actions[(3 * w) + 1], batch.Actions[(3 * w) + 2]) = (0.5f + tremble, 0, turn);
        }
    }

    public void Dispose()
    {
    }
}
