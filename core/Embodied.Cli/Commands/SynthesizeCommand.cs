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

/// <summary><c>synthesize --recording R --driver CLASS --out N.h5</c>: neurons whose cause is known.</summary>
internal static class SynthesizeCommand
{
    public static Command Create(CommandContext context)
    {
        var source = new Option<string>("--recording") { Description = "What the body did and the controller computed.", HelpName = "FILE", Required = true };
        var driver = new Option<string?>("--driver") { Description = "Class of features or layer of the controller that drives the neurons; lists them when left out.", HelpName = "CLASS" };
        var output = new Option<FileInfo>("--out") { Description = "Session file to write (HDF5, the layout of the published sessions).", HelpName = "FILE.h5", Required = true };
        var units = new Option<int>("--units") { Description = "Neurons.", DefaultValueFactory = _ => 50 };
        var modulation = new Option<double>("--modulation") { Description = "Standard deviation of a neuron's logarithmic rate.", DefaultValueFactory = _ => 0.7 };
        var lag = new Option<int>("--lag") { Description = "Frames by which neurons follow the features; negative for neurons that lead.", DefaultValueFactory = _ => 2 };
        var rate = new Option<double>("--hz") { Description = "Median rate of the neurons [Hz].", DefaultValueFactory = _ => 6 };
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
        var command = new Command("synthesize", "Make a synthetic neural session: neurons driven by features of a recording or by a layer of its controller")
        {
            source, driver, output, units, modulation, lag, rate, seed,
        };
        var body = new BodyOptionsParser();
        body.AddTo(command);
        body.Body.Description = "The body whose poses were recorded, for drivers that the recording lacks: torques, centre of mass. A catalog id or a file.";
        context.Handle(command, call =>
        {
            Require("--units", call.Get(units), 1, 10_000);
            Require("--modulation", call.Get(modulation), 0, 3);
            Require("--hz", call.Get(rate), 0.001, 200);
            Require("--lag", call.Get(lag), -1000, 1000);
            var path = call.Get(source)!;
            var recording = ImporterCatalog.Detect(path, call.Catalog.Ids<IImporter>().Select(id => call.Catalog.Get<IImporter>(id))).Import(path, ImportOptions.Default);
            if (call.Get(body.Body) is { } id)
                recording = MotionMechanics.Complete(call.Catalog, BodyResolver.Resolve(call.Catalog, id, body.Read(call)), recording);
            var chosen = call.Get(driver) ?? throw new InputException("--driver", "is missing", $"There are: {string.Join(", ", SyntheticBrain.Classes(recording).Select(c => c.Name))}.");
            var channels = SyntheticBrain.Channels(recording, chosen, new() { Units = call.Get(units), Modulation = call.Get(modulation), Lag = call.Get(lag), MedianRate = call.Get(rate), Seed = call.Get(seed) });
            var session = Session(path, chosen, channels);
            SessionFile.Write(session, call.Get(output)!.FullName, recording);
            var result = new { File = call.Get(output)!.FullName, Units = session.Units.Count, session.Bins, Driver = chosen, Spikes = session.Totals().Sum(), Behaviours = session.BehaviourNames };
            call.Terminal.Result(result, t => t.Line($"{result.File}: {result.Units} units, {result.Bins} bins, {result.Spikes} spikes, driven by {chosen}"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static NeuralSession Session(string source, string driver, IReadOnlyList<RecordingChannel> channels)
    {
        var (spikes, behaviour) = (channels.Single(c => c.Name == ChannelNames.Spikes), channels.Single(c => c.Name == ChannelNames.Behaviour));
        return new()
        {
            Source = source,
            Animal = "synthetic",
            Name = $"driven by {driver}",
            Units = spikes.Labels!,
            Counts = [.. spikes.Values.Select(v => (byte)v)],
            Rate = spikes.Time!.Rate,
            Behaviour = [.. behaviour.Values.Select(b => double.IsNaN(b) ? -1 : (int)b)],
            BehaviourNames = behaviour.Labels!,
        };
    }

    private static void Require(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw new InputException(option, FormattableString.Invariant($"is {value}, expected a number from {low} to {high}"));
    }
}
