using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Benchmarks;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Cli.Commands;

/// <summary><c>bench physics</c>: speed as ratios against a baseline in the same run; <c>bench NAME</c>: what a plugin measures.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("benchmark") { Description = "A plugin's benchmark (embodied list benchmarks): its id, or what stands behind the slash.", Arity = ArgumentArity.ZeroOrOne };
        var seconds = new Option<double>("--seconds") { Description = "About how long each figure is measured.", DefaultValueFactory = _ => 2 };
        var command = new Command("bench", "Measure speed: of the physics against a bare simulation, or what a plugin measures") { name, seconds, Physics(context) };
        context.Handle(command, call => Contributed(call, call.Get(name), call.Get(seconds)));
        return command;
    }

    private static int Contributed(Invocation call, string? name, double seconds)
    {
        var ids = call.Catalog.Ids<IBenchmark>();
        if (name is null)
            throw new InputException("bench", "names no benchmark", $"physics, {string.Join(", ", ids)}");
        if (!(seconds is > 0 and <= 3600))
            throw new InputException("--seconds", $"is {seconds}, expected a number above 0");
        var id = ids.Where(i => i.EndsWith("/" + name, StringComparison.Ordinal)).ToArray() is [var only] ? only : name;
        var request = new BenchmarkRequest { Environments = new WorldBuilder(call.Catalog), Seconds = seconds };
        var figures = call.Catalog.Get<IBenchmark>(id, "bench").Run(request, call.Progress, call.Cancel);
        call.Progress.Dispose();
        call.Terminal.Result(
            figures.ToDictionary(f => f.Name, f => f.Value),
            t => t.Table(["", "", "what"], figures.Select(f => new[] { f.Name, f.Value < 100 ? $"{f.Value:0.00}" : $"{f.Value:#,0}", f.Description })));
        return ExitCode.Ok;
    }

    private static Command Physics(CommandContext context)
    {
        var body = new BodyOptionsParser();
        var defaults = new PhysicsBenchmarkOptions();
        var steps = Count("--steps", "Control steps of a run, of ten integration steps each.", defaults.Steps);
        var repetitions = Count("--repetitions", "Runs of each kind; every step counts with its fastest run.", defaults.Repetitions);
        var command = new Command("physics", "Compare bare physics steps with the whole environment, on one and two threads") { steps, repetitions };
        body.AddTo(command);
        context.Handle(command, call =>
        {
            var chosen = BodyResolver.Resolve(call.Catalog, call.Get(body.Body) ?? FirstBody(call), body.Read(call));
            var options = defaults with { Steps = Positive(call, steps), Repetitions = Positive(call, repetitions) };
            var backend = call.Catalog.Get<IBackend>(SoloScene.BackendId);
            var result = PhysicsBenchmark.Run(call.Catalog, backend, chosen, options, call.Progress, call.Cancel);
            call.Progress.Dispose();
            call.Terminal.Result(result, t => Describe(t, result));
            return result.TrajectoriesEqual ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static void Describe(Terminal terminal, PhysicsBenchmarkResult result)
    {
        terminal.Line($"{result.Body} on {result.Engine}");
        terminal.Table(["", "integration steps/s"],
        [
            ["bare physics", $"{result.BareStepsPerSecond:0}"],
            ["environment", $"{result.EnvironmentStepsPerSecond:0}"],
        ]);
        terminal.Line($"environment / bare: {result.Ratio:0.000}   two threads / one: {result.TwoThreadRatio:0.00}   bytes per step: {result.BytesPerStep:0}");
        terminal.Line(result.TrajectoriesEqual
            ? "trajectories are equal to the bit, bare and environment, one thread and two"
            : "error: trajectories differ between bare and environment, or between one thread and two");
    }

    /// <summary>The body that the first demo shows.</summary>
    private static string FirstBody(Invocation call) =>
        call.Catalog.Ids<Demo>() is [var first, ..]
            ? call.Catalog.Get<Demo>(first, "demo").Body
            : throw new EmbodiedException("no plugin offers a demo whose body could be measured", "name a body with --body");

    private static Option<int> Count(string name, string description, int value) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };

    private static int Positive(Invocation call, Option<int> option) =>
        call.Get(option) is > 0 and var value ? value : throw new InputException(option.Name, "is not a positive number", "give a whole number from 1 up");
}
