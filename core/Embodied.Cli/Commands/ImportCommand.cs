using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Data.Recordings;

namespace Embodied.Cli.Commands;

/// <summary><c>import FILE</c>: reads a recording in a foreign format, says what it found and writes it as a recording file.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var input = new RecordingOptions();
        var output = new Option<FileInfo?>("--out") { Description = "Recording file to write; without it only the summary is printed.", HelpName = "FILE.h5" };
        var command = new Command("import", "Read a recording in a foreign format; say what it holds; write it as a recording file") { output };
        input.AddTo(command);
        context.Handle(command, call =>
        {
            var recording = input.Read(call, expectedRate: null);
            if (call.Get(output) is { } file)
                RecordingFile.Write(recording, file.FullName);
            var summary = RecordingSummary.Of(recording);
            call.Terminal.Result(summary, t => t.Line(summary.ToString()));
            return ExitCode.Ok;
        });
        return command;
    }
}
