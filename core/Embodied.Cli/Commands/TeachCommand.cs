using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>teach LIBRARY.h5 --out teachers.json</c>: finds gains with which a model-based teacher follows each clip.</summary>
internal static class TeachCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<FileInfo>("library") { Description = "A library of motions (embodied clip)." };
        var output = new Option<FileInfo>("--out") { Description = "Teachers' book to write.", HelpName = "FILE.json", Required = true };
        var cache = new Option<DirectoryInfo>("--cache") { Description = "Folder that keeps tunings, so that a stopped call goes on.", HelpName = "DIR" };
        var generations = new Option<int>("--generations") { Description = "Generations of a tuning; 0 tunes nothing.", DefaultValueFactory = _ => 4 };
        var timestep = new Option<double>("--timestep") { Description = "Integration step [s].", DefaultValueFactory = _ => 0.004 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of tunings and disturbances.", DefaultValueFactory = _ => 1 };
        var command = new Command("teach", "Find gains with which a model-based teacher follows the motions of a library") { file, output, cache, generations, timestep, seed };
        context.Handle(command, call =>
        {
            if (!(call.Get(timestep) is > 0 and <= 0.02))
                throw new InputException("--timestep", $"is {call.Get(timestep)}, expected a number above 0, at most 0.02");
            var library = ReferenceLibraryFile.Read(call.Get(file)!.FullName);
            var recipe = new TeacherRecipe(call.Get(generations), call.Get(seed), call.Get(timestep));
            var (book, report) = TeachingPipeline.Run(call.Catalog, library, recipe, call.Get(cache)?.FullName, call.Progress, call.Cancel);
            book.Write(call.Get(output)!.FullName);
            call.Progress.Dispose();
            call.Terminal.Result(
                new { File = call.Get(output)!.FullName, Behaviours = report },
                t =>
                {
                    t.Table(
                        ["behaviour", "clips", "mimic %", "track-mjx %", "segments mm", "root °", "joints °", "disturbed: mimic %", "segments mm", "overtaxed", "gains"],
                        report.Select(r => new[]
                        {
                            r.Behaviour, $"{r.Clean.Trials}", $"{100 * r.Clean.MimicShare:0}", $"{100 * r.Clean.TrackShare:0}", $"{r.Clean.SegmentMm:0.0}", $"{r.Clean.RootDegrees:0.0}",
                            $"{r.Clean.JointDegrees:0.0}", $"{100 * r.Disturbed.MimicShare:0}", $"{r.Disturbed.SegmentMm:0.0}",
                            r.Overtaxed.Count == 0 ? "–" : $"{r.Overtaxed[0].Actuator} {100 * r.Overtaxed[0].Beyond:0} %", string.Join("; ", r.Gains),
                        }));
                    t.Line($"teachers' book: {call.Get(output)!.FullName}");
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
