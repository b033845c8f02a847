using System.CommandLine;
using Embodied.Analysis.Synthetic;
using Embodied.Cli.Output;
using Embodied.Data.Importers;
using Embodied.Data.Neural;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Cli.Commands;

/// <summary>The options that bring recordings and spikes together.</summary>
/// <param name="needsSpikes">Whether spikes must be given apart from the recordings.</param>
internal sealed class NeuralOptions(bool needsSpikes)
{
    private readonly Option<string[]> _recordings = new("--recording")
    {
        Description = "What the body did and the controller computed: a recording of 'embodied eval --record', or any file 'embodied import' reads. Once per session.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _neurons = new("--neural")
    {
        Description = "The spikes of that session: a published session (HDF5), NWB, a Kilosort or phy folder, CSV, MATLAB or NumPy. Once per recording, in the same order."
            + (needsSpikes ? "" : " Left out when the recordings hold spikes."),
        HelpName = "FILE",
        Required = needsSpikes,
    };

    private readonly Option<double> _offset = new("--offset") { Description = "Added to the recording's times to get those of the spikes [s].", HelpName = "S" };

    private readonly Option<double?> _bin = new("--bin-ms") { Description = "Width of a bin of counts, when the file does not say [ms].", HelpName = "MS" };

    private readonly Option<string[]> _regions = new("--region")
    {
        Description = "Brain region of a session's units, where its file does not say. Once per recording, in the same order.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _from = new("--from") { Description = "Frames before this time of the recording are left out [s].", HelpName = "S" };

    private readonly Option<double?> _to = new("--to") { Description = "Frames from this time of the recording on are left out [s].", HelpName = "S" };

    private readonly Option<string?> _without = new("--without") { Description = "Behaviours whose frames are left out, such as errors of tracking, separated by commas.", HelpName = "A,B" };

    private readonly BodyOptionsParser _body = new();

    public void AddTo(Command command)
    {
        _body.AddTo(command);
        _body.Body.Description = "The body whose poses were recorded, to compute velocities, forces and the centre of mass that the recording lacks: a catalog id or a file.";
        foreach (var option in (Option[])[_recordings, _neurons, _offset, _bin, _regions, _from, _to, _without])
            command.Options.Add(option);
    }

    /// <summary>The sessions in the order given.</summary>
    /// <exception cref="InputException">They do not pair up, or a file does not fit.</exception>
    public IReadOnlyDictionary<string, Recording> Read(Invocation call)
    {
        var (bodies, spikes, regions) = (call.Get(_recordings)!, call.Get(_neurons) ?? [], call.Get(_regions) ?? []);
        if (bodies.Length != spikes.Length && (needsSpikes || spikes.Length > 0))
            throw new InputException("--neural", $"is given {spikes.Length} times and --recording {bodies.Length} times; expected one for each", "Give both once per session, in the same order.");
        if (regions.Length > 0 && regions.Length != bodies.Length)
            throw new InputException("--region", $"is given {regions.Length} times and --recording {bodies.Length} times; expected none or one for each", "Give both once per session, in the same order.");
        if (call.Get(_bin) is not (null or > 0))
            throw new InputException("--bin-ms", $"is {call.Get(_bin)}, expected a number above 0");
        return bodies.Select((b, i) => (Name: $"{i:000}", Joined: Join(call, b, spikes.ElementAtOrDefault(i), regions.ElementAtOrDefault(i)))).ToDictionary(s => s.Name, s => s.Joined);
    }

    private Recording Join(Invocation call, string body, string? spikes, string? region)
    {
        var importers = call.Catalog.Ids<IImporter>().Select(id => call.Catalog.Get<IImporter>(id));
        var recording = ImporterCatalog.Detect(body, importers).Import(body, ImportOptions.Default);

        if (call.Get(_body.Body) is { } id)
            recording = MotionMechanics.Complete(call.Catalog, BodyResolver.Resolve(call.Catalog, id, _body.Read(call)), recording);

        // A published session holds its spikes beside the pose.
        if (spikes is null && recording.Find(ChannelNames.Spikes) is null && SessionFile.Recognizes(body))
            spikes = body;
        var (frames, time) = SyntheticBrain.Clock(recording);
        if (spikes is null)
            return Restrict(call, recording, frames, time);
        var (session, first) = NeuralFile.Read(spikes, time, frames, call.Get(_offset), 1000 / call.Get(_bin));
        if (region is not null)
            session = session with { Regions = [.. session.Units.Select(_ => region)] };
        foreach (var note in session.Notes)
            Terminal.Note($"note: {note}");
        return Restrict(call, SessionJoin.Join(recording, frames, time, session, first), session.Bins, TimeBase.Regular(time.Rate, time.At(first)));
    }

    private Recording Restrict(Invocation call, Recording recording, int frames, TimeBase time)
    {
        string[] without = [.. (call.Get(_without) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var kept = SessionMask.Restrict(recording, frames, time, call.Get(_from), call.Get(_to), without);
        if (kept != recording)
            Terminal.Note($"note: {kept.Provenance.Notes[^1]}");
        return kept;
    }
}
