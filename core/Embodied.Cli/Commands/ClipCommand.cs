using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Imitation.Conditioning;
using Embodied.Imitation.References;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>clip RECORDING… --body ID --out LIBRARY.h5</c>: poses become motions that a body can be asked to follow.</summary>
internal static class ClipCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("recording") { Description = "Recordings with poses: what 'embodied register' wrote (motion.h5), or a generator.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<FileInfo>("--out") { Description = "Library of motions to write.", HelpName = "FILE.h5", Required = true };
        var body = new BodyOptionsParser();
        var seconds = new Option<double>("--seconds") { Description = "Length of a clip; what is left at the end is dropped.", DefaultValueFactory = _ => 5 };
        var whole = new Option<bool>("--whole") { Description = "One clip per recording." };
        var share = new Option<double>("--test-share") { Description = "Share of the clips of each behaviour that is held back from learning.", HelpName = "SHARE", DefaultValueFactory = _ => 0.2 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of which clips are held back.", DefaultValueFactory = _ => 1 };
        var raw = new Option<bool>("--raw") { Description = "Neither smooth nor level nor lower: for poses that are right already." };
        var command = new Command("clip", "Cut and condition recordings of poses into a library of motions to follow") { files, output, seconds, whole, share, seed, raw };
        body.AddTo(command);
        context.Handle(command, call =>
        {
            var id = call.Get(body.Body) ?? throw new InputException("--body", "is missing", "embodied list bodies");
            if (!(call.Get(seconds) > 0))
                throw new InputException("--seconds", $"is {call.Get(seconds)}, expected more than 0");
            if (!(call.Get(share) is >= 0 and <= 1))
                throw new InputException("--test-share", $"is {call.Get(share)}, expected a number from 0 to 1");
            var options = body.Read(call);
            var (library, reports) = ClipPipeline.Run(
                call.Catalog,
                new()
                {
                    Files = call.Get(files)!,
                    Body = BodyResolver.Resolve(call.Catalog, id, options),
                    Options = options,
                    Seconds = call.Get(whole) ? double.PositiveInfinity : call.Get(seconds),
                    TestShare = call.Get(share),
                    Seed = call.Get(seed),
                    Conditioning = call.Get(raw) ? ConditioningOptions.Raw : null,
                },
                call.Progress,
                call.Cancel);
            ReferenceLibraryFile.Write(library, call.Get(output)!.FullName);
            call.Progress.Dispose();
            call.Terminal.Result(
                new
                {
                    File = call.Get(output)!.FullName,
                    Clips = library.Clips.Count,
                    Test = library.Clips.Count(c => c.Test),
                    Seconds = library.Clips.Sum(c => c.Motion.Duration),
                    Motions = reports.Zip(library.Clips).Select(p => new { p.Second.Motion.Behaviour, p.Second.Test, Report = p.First }),
                },
                t =>
                {
                    t.Table(
                        ["behaviour", "clips", "held back", "speed mm/s", "foot lowest mm", "foot highest mm", "pitch °", "lowered mm"],
                        reports.Zip(library.Clips).GroupBy(p => p.Second.Motion.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new[]
                        {
                            g.Key.Length > 0 ? g.Key : "(unnamed)", $"{g.Count()}", $"{g.Count(p => p.Second.Test)}", $"{g.Average(p => p.First.MedianSpeedMm):0}",
                            $"{g.Min(p => p.First.Feet.Min(f => f.LowestMm)):0.0}", $"{g.Max(p => p.First.Feet.Max(f => f.HighestMm)):0.0}",
                            $"{g.Average(p => p.First.PitchDegrees):0.0}", $"{g.Average(p => p.First.LoweredMm):0.0}",
                        }));
                    t.Line($"{library.Clips.Count} clips, {library.Clips.Sum(c => c.Motion.Duration):0} s → {call.Get(output)!.FullName}");
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
