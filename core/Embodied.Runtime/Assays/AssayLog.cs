using System.Globalization;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Assays;

/// <summary>
/// Every step of every episode: the position and observation the controller had, its state, probes and action after it acted, and the reward that
/// came of it.
/// </summary>
internal sealed class AssayLog
{
    // Memories beyond this, such as maps, would make files of gigabytes.
    private const int LargestState = 512;
    private readonly List<Column> _columns = [];
    private readonly Layout _observation;
    private readonly Layout _probes;
    private readonly int _episodeCount;
    private readonly int _stateSize;
    private readonly double _rate;
    private readonly BodyMeasures _body;

    public AssayLog(PhysicsEnvironment world, ControllerInfo controller, int episodes)
    {
        (_observation, _probes, _episodeCount, _rate) = (world.Info.Observation, controller.Probes, episodes, 1 / world.Info.ControlTimestep);
        _stateSize = controller.StateSize <= LargestState ? controller.StateSize : 0;
        Add(AssayChannels.Reward, 1, "1");
        Add(ChannelNames.Positions, world.Simulation.State.Positions.Length, "mixed");
        Add(ChannelNames.Velocities, world.Simulation.State.Velocities.Length, "mixed");
        _body = new(world.Body);
        foreach (var measure in _body.Measures)
            _columns.Add(new(measure.Name, measure.Sizes, measure.Unit, measure.Labels, measure.Frame, _episodeCount));
        foreach (var channel in world.Info.Action.Channels)
            Add(AssayChannels.Action(channel.Name), channel.Size, channel.Unit, channel.Labels);
        foreach (var channel in _observation.Channels)
            Add(AssayChannels.Observation(channel.Name), channel.Size, channel.Unit, channel.Labels);
        foreach (var channel in _probes.Channels)
            Add(AssayChannels.Probe(channel.Name), channel.Size, channel.Unit, channel.Labels);
        if (_stateSize > 0)
            Add(AssayChannels.State, _stateSize, "1");
    }

    public void Before(int episode, PhysicsEnvironment world, ReadOnlySpan<float> observation, ReadOnlySpan<float> action, ReadOnlySpan<float> state, ReadOnlySpan<float> probes)
    {
        var column = 1;
        _columns[column++].Write(episode, world.Simulation.State.Positions);
        _columns[column++].Write(episode, world.Simulation.State.Velocities);
        foreach (var measure in _body.Measures)
            _columns[column++].Write(episode, measure.Read(world.Simulation.State));
        column = Split(world.Info.Action, action, column, episode);
        column = Split(_observation, observation, column, episode);
        column = Split(_probes, probes, column, episode);
        if (_stateSize > 0)
            _columns[column].Write(episode, state);
    }

    public void After(int episode, float reward) => _columns[0].Write(episode, [reward]);

    public Recording ToRecording(AssayJob job, AssayCondition condition, int[] outcomes)
    {
        var lengths = Enumerable.Range(0, _episodeCount).Select(e => _columns[0].Count(e)).ToArray();
        var time = TimeBase.Regular(_rate);
        // A channel may be empty, as the controls of a body without actuators are; there is nothing to keep of it.
        var channels = _columns.Where(c => c.Size > 0).Select(c => c.ToChannel(time)).ToList();
        channels.Add(Constant(AssayChannels.Lengths, [.. lengths.Select(l => (double)l)]));
        if (Behaviours(condition, lengths, time) is { } behaviours)
            channels.Add(behaviours);
        channels.Add(Constant(AssayChannels.Outcomes, [.. outcomes.Select(o => (double)o)]));
        var numeric = condition.Episodes[0].Settings.Keys.Where(k => condition.Episodes.All(e => IsNumber(e.Settings[k]))).Order(StringComparer.Ordinal).ToArray();
        channels.Add(Constant(AssayChannels.Settings, [.. numeric.SelectMany(k => condition.Episodes.Select(e => Number(e.Settings[k])))], numeric));
        return new(condition.Name, channels, new()
        {
            Origin = $"assay {job.Assay}, condition {condition.Name}, controller {job.ControllerName}",
            Synthetic = true,
            Settings = condition.Episodes[0].Settings.Where(s => !numeric.Contains(s.Key)).Append(new(AssayChannels.Condition, condition.Name)).ToDictionary(),
        });
    }

    private void Add(string name, int size, string unit, IReadOnlyList<string>? labels = null) => _columns.Add(new(name, [size], unit, labels, null, _episodeCount));

    private int Split(Layout layout, ReadOnlySpan<float> values, int column, int episode)
    {
        foreach (var channel in layout.Channels)
            _columns[column++].Write(episode, values.Slice(layout.OffsetOf(channel.Name), channel.Size));
        return column;
    }

    private RecordingChannel Constant(string name, double[] values, string[]? labels = null) => new()
    {
        Name = name,
        Unit = labels is null ? "1" : "mixed",
        Shape = labels is null ? [values.Length] : [labels.Length, _episodeCount],
        Values = values,
        Labels = labels,
    };

    /// <summary>What the animal does in each frame, when every episode has a name for it.</summary>
    private static RecordingChannel? Behaviours(AssayCondition condition, int[] lengths, TimeBase time)
    {
        if (condition.Episodes.Any(e => e.Behaviour is null))
            return null;
        string[] names = [.. condition.Episodes.Select(e => e.Behaviour!).Distinct().Order(StringComparer.Ordinal)];
        double[] values = [.. condition.Episodes.SelectMany((e, i) => Enumerable.Repeat((double)Array.IndexOf(names, e.Behaviour), lengths[i]))];
        return new() { Name = ChannelNames.Behaviour, Unit = "1", Shape = [values.Length], Values = values, Time = time, Labels = names };
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>One channel, episode by episode.</summary>
    private sealed class Column(string name, int[] sizes, string unit, IReadOnlyList<string>? labels, string? frame, int episodes)
    {
        private readonly List<double>[] _values = [.. Enumerable.Range(0, episodes).Select(_ => new List<double>())];

        public int Size { get; } = sizes.Aggregate(1, (n, s) => n * s);

        public int Count(int episode) => _values[episode].Count / Math.Max(1, Size);

        public void Write(int episode, ReadOnlySpan<float> values)
        {
            foreach (var value in values[..Size])
                _values[episode].Add(value);
        }

        public void Write(int episode, ReadOnlySpan<double> values)
        {
            foreach (var value in values[..Size])
                _values[episode].Add(value);
        }

        public RecordingChannel ToChannel(TimeBase time)
        {
            double[] all = [.. _values.SelectMany(v => v)];
            return new() { Name = name, Unit = unit, Shape = [all.Length / Size, .. sizes], Values = all, Time = time, Labels = labels, Frame = frame };
        }
    }
}
