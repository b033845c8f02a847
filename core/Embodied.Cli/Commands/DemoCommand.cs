using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Demos;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Cli.Commands;

/// <summary><c>demo [ID]</c>: the whole pipeline on synthetic data.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var demo = new Argument<string?>("id") { Description = "Which demo (embodied list demos); by default the first.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", HelpName = "DIR", DefaultValueFactory = _ => new("demo-report") };
        var quick = new Option<bool>("--quick") { Description = "A shorter recording and no video." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the synthetic recording.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Run the whole pipeline on synthetic data and write a report") { demo, output, quick, seed };
        context.Handle(command, call =>
        {
            Terminal.Note("embodied demo: recording → registration → replay → physics → a trained network → report, on synthetic data");
            var id = call.Get(demo) ?? First(call.Catalog.Ids<Demo>());
            var chosen = call.Catalog.Get<Demo>(id, "demo");
            var folder = call.Get(output)!.FullName;
            var options = new DemoOptions { Quick = call.Get(quick), Seed = call.Get(seed) };
            var outcome = new DemoPipeline(call.Catalog, call.Controllers).Run(chosen, options, folder, call.Progress, call.Cancel);
            call.Progress.Dispose();
            var report = Path.Combine(folder, "report.html");
            call.Terminal.Result(
                new { Demo = id, Synthetic = true, outcome.Registration, outcome.HoldDriftMm, outcome.Diverged, CompletedFraction = outcome.Followed?.Both.Estimate, MeanSegmentErrorMm = outcome.Followed?.MeanSegmentMm, Report = report },
                t =>
                {
                    t.Line($"registered {outcome.Registration.Frames} synthetic frames, mean error {outcome.Registration.MeanErrorMm:0.00} mm");
                    t.Line(outcome.Diverged ? "the physics diverged" : $"held the first pose in physics: the root drifted {outcome.HoldDriftMm:0.0} mm in 1 s");
                    if (outcome.Followed is { } followed)
                        t.Line($"a trained network followed {followed.Both.Estimate:0 %} of {followed.Windows} new clips to the end, {followed.MeanSegmentMm:0.0} mm off on average");
                    t.Line($"report: {report}");
                });
            return outcome.Diverged ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static string First(IReadOnlyList<string> demos) =>
        demos.Count > 0 ? demos[0] : throw new EmbodiedException("no plugin offers a demo", "embodied plugins list shows what was found");
}
