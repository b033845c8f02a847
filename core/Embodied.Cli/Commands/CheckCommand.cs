using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Checks;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Physics;

namespace Embodied.Cli.Commands;

/// <summary><c>check ID|FILE</c>: the conformance checks of a body.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("body") { Description = "Catalog id of a body, or a body in a file, as YAML or MJCF." };
        var body = new BodyOptionsParser();
        var command = new Command("check", "Run the conformance checks on a body of the catalog or of a file") { reference };
        body.AddTo(command, withBody: false);
        context.Handle(command, call =>
        {
            var id = call.Get(reference)!;
            var report = new BodyCheck(call.Catalog.Get<IBackend>(SoloScene.BackendId)).Run(BodyResolver.Resolve(call.Catalog, id, body.Read(call)));
            call.Terminal.Result(
                new { report.Body, report.Passed, report.Results, report.Notes },
                t =>
                {
                    t.Table(["", "check", "found"], report.Results.Select(r => new[] { r.Outcome.ToString().ToLowerInvariant(), r.Name, r.Detail }));
                    foreach (var hint in report.Results.Where(r => r.Hint is not null && r.Outcome != CheckOutcome.Passed))
                        t.Line($"{hint.Name}: {hint.Hint}");
                    foreach (var note in report.Notes)
                        t.Line($"note: {note}");
                    t.Line(report.Passed ? $"{report.Body}: all checks passed" : $"{report.Body}: some checks failed");
                });
            return report.Passed ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
