using System.Text.Json;
using Embodied.Data.Recordings;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Controllers;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Recordings;

namespace Embodied.Cli.Commands;

/// <summary>What a folder gives an analysis: its recordings, and the controller they were made with.</summary>
/// <param name="Recordings">By file name, or by condition where they were just made.</param>
/// <param name="Controller">The controller, or null when the folder does not tell.</param>
internal sealed record AnalysisInput(IReadOnlyDictionary<string, Recording> Recordings, IController? Controller) : IDisposable
{
    /// <summary>Reads a folder of recordings; a run without any, an agent or a controller is first measured on the assay of the analysis's plugin.</summary>
    /// <exception cref="InputException">The folder holds no recordings and the name stands for no controller.</exception>
    public static AnalysisInput Of(Invocation call, string subject, string analysis)
    {
        if (!Directory.Exists(subject))
            return new(Measure(call, subject, analysis), call.Controllers.TryOpen(subject));
        var folder = Path.GetFullPath(subject);
        var files = new[] { Path.Combine(folder, "recordings"), folder }
            .Where(Directory.Exists)
            .Select(place => Directory.GetFiles(place, "*.h5").Where(f => !Scratch.Is(f)).ToArray())
            .FirstOrDefault(found => found.Length > 0);
        if (files is not null)
            return new(files.Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileNameWithoutExtension(f), RecordingFile.Read), Told(call, folder));
        if (!ControllerOpener.IsRun(folder))
            throw new InputException(folder, "holds neither recordings (*.h5) nor a saved agent", "embodied eval CONTROLLER --assay ID --record --out DIR");
        return new(Measure(call, folder, analysis), call.Controllers.TryOpen(folder));
    }

    /// <inheritdoc/>
    public void Dispose() => Controller?.Dispose();

    /// <summary>The saved agent that was measured, when the result of the measurement names one.</summary>
    private static IController? Told(Invocation call, string folder)
    {
        var file = Path.Combine(folder, EvalCommand.ResultFile);
        if (!File.Exists(file))
            return null;
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.TryGetProperty("controller", out var name) ? call.Controllers.TryOpen(name.GetString()!) : null;
    }

    private static Dictionary<string, Recording> Measure(Invocation call, string subject, string analysis)
    {
        var plugin = analysis.Split('/')[0] + "/";
        var assay = call.Catalog.Ids<IAssay>().FirstOrDefault(id => id.StartsWith(plugin, StringComparison.Ordinal))
            ?? throw new InputException(subject, $"holds no recordings (*.h5), and no assay of '{plugin}' could make some");
        var job = new AssayJob
        {
            Assay = assay,
            ControllerName = subject,
            Controller = call.Controllers.Open(subject, new Dictionary<string, string>()),
            Record = true,
        };
        return new AssayRunner(call.Catalog).Run(call.WithAgent(job, subject), call.Progress, call.Cancel).Conditions.ToDictionary(c => c.Name, c => c.Recording!);
    }
}
