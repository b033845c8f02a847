using System.Globalization;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Benchmarks;

/// <summary>
/// Measures what the environment adds to the physics: the same body from the same state under the same controls, once stepped by the simulation
/// alone and once through the environment with all its senses and a reward, on one and on two threads.
/// </summary>
public static class PhysicsBenchmark
{
    /// <summary>Runs the benchmark on the flat floor.</summary>
    /// <exception cref="Sdk.Errors.InputException">The body cannot stand on a floor, or the backend cannot build it.</exception>
    /// <exception cref="Sdk.Errors.DivergenceException">The physics diverges under the benchmark's controls.</exception>
    public static PhysicsBenchmarkResult Run(
        Catalog catalog,
        IBackend backend,
        IBody body,
        PhysicsBenchmarkOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancel = default)
    {
        options = (options ?? new()) with { Cancel = cancel };
        var scene = new Scene { Arena = new FlatArena(), Bodies = [new(body)], Physics = new() { Timestep = options.Timestep } };
        using var model = backend.Compile(scene);
        var subject = new BodyInScene(model, scene.Bodies[0]);
        var control = options.Substeps * model.Info.Timestep;
        var worlds = new WorldBuilder(catalog);
        using var single = new SingleRuns(subject, () => Setup(worlds, control), options);
        using var vector = new VectorRuns(subject, () => Setup(worlds, control), options);
        for (var i = 0; i < options.Repetitions; i++)
        {
            progress?.Report(new("measuring", i, options.Repetitions));
            cancel.ThrowIfCancellationRequested();
            single.Repeat(bareFirst: i % 2 == 0);
            vector.Repeat(oneFirst: i % 2 == 0);
        }

        var steps = (double)options.Steps * options.Substeps;
        return new()
        {
            Body = body.Id,
            Engine = model.Info.Engine,
            BareStepsPerSecond = steps / single.Bare.Seconds,
            EnvironmentStepsPerSecond = steps / single.Whole.Seconds,
            Ratio = single.Bare.Seconds / single.Whole.Seconds,
            TwoThreadRatio = vector.One.Seconds / vector.Two.Seconds,
            BytesPerStep = Math.Max(single.Bytes / steps, vector.Bytes / (steps * options.Worlds)),
            TrajectoriesEqual = single.Equal && vector.Equal,
        };
    }

    /// <summary>Standing that never ends: falling costs reward but does not stop the clock.</summary>
    private static TaskSetup Setup(WorldBuilder worlds, double controlTimestep)
    {
        var settings = new PlacedSettings(
        [
            ("control_timestep", controlTimestep.ToString("R", CultureInfo.InvariantCulture), null),
            ("maximum_steps", int.MaxValue.ToString(CultureInfo.InvariantCulture), null),
            ("terminations", "off", null),
        ]);
        return worlds.Setup(new() { Task = "core/stand", Settings = settings });
    }

    internal static float[] Actions(int count, PhysicsBenchmarkOptions options)
    {
        var random = new RandomStream(options.Seed);
        var actions = new float[count];
        for (var i = 0; i < count; i++)
            actions[i] = (float)random.NextUniform(-options.Amplitude, options.Amplitude);
        return actions;
    }
}
