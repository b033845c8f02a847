using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Data.Importers;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Cli.Commands;

/// <summary>The options by which any command reads a recording: what the file itself does not say, or says wrongly.</summary>
internal sealed class RecordingOptions
{
    private readonly Argument<FileInfo> _file = new("file")
    {
        Description = "The recording: DANNCE .mat, NWB with ndx-pose, SLEAP/Anipose or stac-mjx .h5, dm_control .h5, .csv or a recording file.",
    };

    private readonly Option<string?> _importer = new("--as") { Description = "The importer, when the content does not tell.", HelpName = "ID" };

    private readonly Option<double?> _rate = new("--rate") { Description = "Frames per second, when the file does not say or says it wrongly.", HelpName = "HZ" };

    private readonly Option<string?> _unit = new("--unit") { Description = "Unit of lengths in the file, likewise.", HelpName = "m|cm|mm" };

    private readonly Option<FileInfo?> _skeleton = new("--skeleton") { Description = "A skeleton file with the keypoint names in file order.", HelpName = "FILE" };

    private readonly Option<string?> _keypoints = new("--keypoints") { Description = "Keypoint names in file order, likewise.", HelpName = "A,B,C" };

    private readonly Option<FileInfo?> _rename = new("--rename") { Description = "A text with a line 'old: new' for each keypoint that the body calls otherwise.", HelpName = "FILE" };

    private readonly Option<string?> _variable = new("--variable") { Description = "The variable that holds the keypoints, when it is not the usual one.", HelpName = "NAME" };

    private readonly Option<string?> _up = new("--up") { Description = "The axis of the file that points up; the recording is turned.", HelpName = "x|y|z|-x|-y|-z" };

    public void AddTo(Command command)
    {
        _unit.AcceptOnlyFromAmong("m", "dm", "cm", "mm", "um", "in");
        command.Arguments.Add(_file);
        foreach (var option in (Option[])[_importer, _rate, _unit, _skeleton, _keypoints, _rename, _variable, _up])
            command.Options.Add(option);
    }

    /// <summary>Reads the recording and says on standard error what a reader must know about it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="expectedRate">Rate that recordings of the animal are known to be made at, or null.</param>
    public Recording Read(Invocation call, double? expectedRate)
    {
        var path = call.Get(_file)!.ToString();
        var importer = call.Get(_importer) is { } id ? call.Catalog.Get<IImporter>(id, "--as") : ImporterCatalog.Detect(path, Importers(call));
        var recording = ImporterCatalog.Import(importer, path, new ImportOptions
        {
            Rate = call.Get(_rate),
            ExpectedRate = expectedRate,
            Unit = call.Get(_unit),
            KeypointNames = Names(call),
            Variable = call.Get(_variable),
            Up = call.Get(_up),
            Renames = call.Get(_rename) is { } renames ? KeypointRenames.Read(renames.FullName) : null,
        });
        foreach (var note in recording.Provenance.Notes)
            Terminal.Note($"note: {note}");
        return recording;
    }

    private IReadOnlyList<string>? Names(Invocation call) => (call.Get(_skeleton), call.Get(_keypoints)) switch
    {
        ({ }, { }) => throw new InputException("--keypoints", "names the keypoints that --skeleton names too.", "Give one of the two."),
        ({ } skeleton, null) => SkeletonFile.ReadNames(skeleton.FullName),
        (null, { } names) => SkeletonFile.Check("--keypoints", names.Split(',', StringSplitOptions.TrimEntries)),
        _ => null,
    };

    private static IEnumerable<IImporter> Importers(Invocation call) => call.Catalog.Ids<IImporter>().Select(id => call.Catalog.Get<IImporter>(id));
}
