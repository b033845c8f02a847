using System.CommandLine;
using Embodied.Cli.Output;

namespace Embodied.Cli.Commands;

/// <summary><c>doctor</c>: what works on this machine, and how to mend the rest.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("doctor", "Say what works on this machine and how to mend the rest");
        context.Handle(command, call =>
        {
            var checks = Diagnosis.Run(call).ToList();
            call.Terminal.Result(
                checks,
                t =>
                {
                    t.Table(["", "part", "found"], checks.Select(c => new[] { c.Works ? "ok" : c.Required ? "MISSING" : "absent", c.Part, c.Found }));
                    foreach (var check in checks.Where(c => !c.Works))
                        t.Line($"{check.Part}: {check.Fix}");
                });
            return checks.TrueForAll(c => c.Works || !c.Required) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
