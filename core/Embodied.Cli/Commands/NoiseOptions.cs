using System.CommandLine;
using System.Globalization;
using Embodied.Runtime.Assays;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>The options of a study of a controller's own noise.</summary>
internal sealed class NoiseOptions
{
    private readonly Option<string?> _assay = new("--assay") { Description = "Catalog id of an assay (embodied list assays).", HelpName = "ID" };

    private readonly Option<string?> _conditions = new("--conditions") { Description = "Conditions of the assay, separated by commas.", HelpName = "A,B" };

    private readonly Option<string?> _gains = new("--gains") { Description = "Gains of the noise, separated by commas (0,1,2,4,8,16).", HelpName = "G,G" };

    private readonly Option<string?> _structures = new("--structures")
    {
        Description = "Structures of the latent's noise: standard, uniform, inverted, clamped (the first three when left out).",
        HelpName = "A,B",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_assay, _conditions, _gains, _structures])
            command.Options.Add(option);
    }

    /// <summary>Whether an assay is named.</summary>
    public bool Wanted(Invocation call) => call.Get(_assay) is not null;

    /// <summary>Measures, and tells it as a section of a report.</summary>
    public (ReportSection Section, IReadOnlyList<RobustnessPoint> Points) Run(Invocation call, string name, IReadOnlyDictionary<string, string> settings, ulong seed)
    {
        var assay = call.Get(_assay) ?? (call.Catalog.Ids<IAssay>() is [var only] ? only : throw new InputException("--assay", "is missing", "embodied list assays"));
        using var subject = call.Controllers.TryOpen(name);
        if (subject is not IStochasticLatent latent)
            throw new InputException(name, "has no noise of its own that could be turned up", "Name a trained agent: embodied list agents.");
        var job = call.WithAgent(new()
        {
            Assay = assay,
            ControllerName = name,
            Controller = call.Controllers.Open(name, new Dictionary<string, string>()),
            Conditions = Split(call.Get(_conditions)),
            Settings = settings,
            Seed = seed,
        }, name);
        double[] gains = call.Get(_gains) is { } text ? [.. Split(text).Select(Gain)] : [.. RobustnessStudy.DefaultGains];
        LatentStructure[] structures = call.Get(_structures) is { } names ? [.. Split(names).Select(Structure)] : [LatentStructure.Standard, LatentStructure.Uniform, LatentStructure.Inverted];
        var points = new RobustnessStudy(call.Catalog).Run(job, latent.LatentSize > 0, gains, structures, call.Progress, call.Cancel);
        return (RobustnessSection.Build(points, latent.LatentSize > 0), points);
    }

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Gain(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var gain) && gain is >= 0 and < 1e6
        ? gain : throw new InputException("--gains", $"'{text}' is no number of at least 0", "--gains 0,1,2,4");

    private static LatentStructure Structure(string text) => Enum.TryParse<LatentStructure>(text, ignoreCase: true, out var structure) && Enum.IsDefined(structure) && !char.IsDigit(text[0])
        ? structure : throw new InputException("--structures", $"'{text}' is no structure", string.Join(", ", Enum.GetNames<LatentStructure>().Select(n => n.ToLowerInvariant())));
}
