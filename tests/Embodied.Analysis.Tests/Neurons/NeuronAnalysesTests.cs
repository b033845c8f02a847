using Embodied.Analysis.Neurons;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Tests.Neurons;

/// <summary>Analyses of neurons whose truth is known: four that know where the animal is, one that fires when a behaviour begins, one that follows another, one of noise, one silent.</summary>
public sealed class NeuronAnalysesTests
{
    private const int Frames = 12_000, Units = 8, Onset = 4, Leader = 5, Follower = 6, Silent = 7, Delay = 3;
    private static readonly string[] Names = ["place 0", "place 1", "place 2", "place 3", "onset", "leader", "follower", "silent"];

    [Fact]
    public void A_neuron_that_fires_at_onsets_is_found_around_events_and_noise_is_not()
    {
        var table = Table(Run(new PethAnalysis(), ("events", "behaviour:walk"), ("before", "0.4"), ("after", "0.4")), "responses");

        Assert.Equal("onset", Column(table, "unit")[Array.IndexOf(Column(table, "q"), Column(table, "q").Min(q => (double)q!))]);
        Assert.True(Value(table, "onset", "change [Hz]") > 2);
        Assert.InRange(Value(table, "onset", "peak at [s]"), 0, 0.1);
        Assert.True(Value(table, "leader", "q") > 0.05);
    }

    [Fact]
    public void Events_can_be_crossings_and_begins_of_episodes()
    {
        Assert.Equal("above:state:0:0.5", Column(Table(Run(new PethAnalysis(), ("events", "above:state:0:0.5")), "responses"), "event")[0]);
        Assert.Contains("above:VARIABLE:NUMBER", Assert.Throws<InputException>(() => Run(new PethAnalysis(), ("events", "sneezes"))).Hint, StringComparison.Ordinal);
        Assert.Contains("no behaviour 'fly'", Assert.Throws<InputException>(() => Run(new PethAnalysis(), ("events", "behaviour:fly"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tuned_neurons_are_told_from_others_and_their_preferred_values_found()
    {
        var table = Table(Run(new TuningAnalysis(), ("variables", "state:0")), "tuning-state-0");

        for (var unit = 0; unit < 4; unit++)
        {
            Assert.InRange(Value(table, Names[unit], "q"), 0, 0.05);
            Assert.Equal(Place(unit), Value(table, Names[unit], "preferred value"), 0.1);
        }

        Assert.True(Value(table, "leader", "q") > 0.05);
        Assert.DoesNotContain(table.Rows, r => (string)r[1] == "silent");
    }

    [Fact]
    public void Information_of_noise_is_as_likely_anywhere()
    {
        // Forty units of noise: their p-values are uniform, so that about 2 lie below 0.05 and 20 below 0.5.
        var random = RandomStream.For(3, 3);
        double[] noise = [.. Enumerable.Range(0, Frames * 40).Select(_ => random.NextDouble() < 0.1 ? 1.0 : 0)];
        var made = Make();
        Recording other = new("noise", made.Channels.Where(c => c.Name != ChannelNames.Spikes).Append(Channel(ChannelNames.Spikes, noise)), made.Provenance);

        double[] p = [.. Column(Table(Run(new TuningAnalysis(), other, ("variables", "state:0")), "tuning-state-0"), "p").Select(v => (double)v!)];

        Assert.InRange(p.Count(v => v < 0.05), 0, 6);
        Assert.InRange(p.Count(v => v < 0.5), 11, 29);
    }

    [Fact]
    public void A_neuron_that_follows_another_is_found_at_its_lag()
    {
        var table = Table(Run(new CorrelogramAnalysis(), ("window", "0.2")), "pairs");

        Assert.Equal(("leader", "follower"), ((string)table.Rows[0][1], (string)table.Rows[0][2]));
        Assert.Equal(Delay / 50.0, (double)table.Rows[0][4], 1e-9);
        Assert.True((double)table.Rows[0][3] > 10);
    }

    [Fact]
    public void Place_and_behaviour_are_decoded_better_than_by_chance()
    {
        var report = Run(new DecodingAnalysis(), ("variables", "state:0"), ("window_ms", "400"));
        var row = Table(report, "decoding").Rows[0];

        Assert.True((double)row[3] < 0.5 * (double)row[4]);
        Assert.InRange((double)row[5], 0.8, 1);
        Assert.Contains(report.Sections[1].Text, t => t.Contains("3 behaviours are told", StringComparison.Ordinal));
    }

    [Fact]
    public void Features_that_drive_neurons_are_more_similar_than_when_moved()
    {
        var table = Table(Run(new RepresentationAnalysis()), "similarity");
        int unbiased = table.Columns.ToList().IndexOf("alignment, unbiased"), class0 = table.Columns.ToList().IndexOf("class");
        var senses = table.Rows.Single(r => (string)r[class0] == "senses");

        Assert.True((double)senses[unbiased] > 0.1 && Math.Abs((double)senses[unbiased + 1]) < 0.3 * (double)senses[unbiased]);
    }

    [Fact]
    public void Units_that_carry_one_factor_each_are_more_selective_than_mixed_ones()
    {
        var made = Make();
        double[] State(int f) => made.Find("state")!.Values.AsSpan(f * 2, 2).ToArray();
        double[] single = [.. Enumerable.Range(0, Frames).SelectMany(State)], mixed = [.. Enumerable.Range(0, Frames).SelectMany(f => new[] { State(f)[0] + State(f)[1], State(f)[0] - State(f)[1] })];
        Recording both = new("made", made.Channels.Append(Channel(AssayChannels.Probe("single"), [.. single.Select(v => 2 * v)])).Append(Channel(AssayChannels.Probe("mixed"), mixed)), made.Provenance);

        var table = Table(Run(new SelectivityAnalysis(), both, ("factors", "state:0,state:1")), "selectivity");

        double Ratio(string name) => (double)table.Rows.Single(r => (string)r[1] == name)[3];
        Assert.InRange(Ratio("single"), 0.8, 1);
        Assert.InRange(Ratio("mixed"), 0, 0.4);
    }

    [Theory]
    [InlineData("tuning", "variables", "nothing", "There are: speed")]
    [InlineData("tuning", "variables", "state", "state:0")]
    [InlineData("tuning", "variables", "state:7", "")]
    [InlineData("tuning", "variables", "still", "")]
    [InlineData("decode", "folds", "100000", "Change the settings")]
    [InlineData("selectivity", "factors", "behaviour", "at least two")]
    [InlineData("selectivity", "factors", "still,behaviour", "Name another")]
    public void What_cannot_be_is_named(string analysis, string key, string value, string hint)
    {
        IAnalysis chosen = analysis switch { "tuning" => new TuningAnalysis(), "decode" => new DecodingAnalysis(), _ => new SelectivityAnalysis() };

        var error = Assert.Throws<InputException>(() => Run(chosen, (key, value)));

        Assert.Contains(hint, $"{error.Message} {error.Hint}", StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_unknown_with_one_behaviour_and_the_same_seed_gives_the_same_numbers()
    {
        var made = Make();
        Recording single = new("made", made.Channels.Select(c => c.Name == ChannelNames.Behaviour ? c with { Values = new double[Frames] } : c), made.Provenance);
        foreach (var analysis in (IAnalysis[])[new TuningAnalysis(), new CorrelogramAnalysis(), new DecodingAnalysis(), new RepresentationAnalysis()])
        {
            (string, string)[] settings = analysis is TuningAnalysis or DecodingAnalysis ? [("variables", "state:0")] : [];
            var first = Numbers(Run(analysis, single, settings));
            Assert.All(first, n => Assert.True(double.IsFinite(n)));
            Assert.Equal(first, Numbers(Run(analysis, single, settings)));
        }
    }

    private static double Place(int unit) => -0.75 + (0.5 * unit);

    private static Recording Make()
    {
        var (random, counts) = (RandomStream.For(1, 1), new double[Frames * Units]);
        double[] state = [.. Enumerable.Range(0, Frames).SelectMany(f => new[] { Math.Sin(f / 37.0), Math.Cos(f / 113.0) })];
        int[] behaviour = [.. Enumerable.Range(0, Frames).Select(f => f / 60 % 7 is 0 or 3 ? 1 : f / 60 % 2 == 0 ? 0 : 2)];
        var led = new bool[Frames];
        for (var f = 0; f < Frames; f++)
        {
            double Fires(double probability) => random.NextDouble() < probability ? 1 : 0;
            for (var u = 0; u < 4; u++)
                counts[(f * Units) + u] = Fires(0.02 + (0.5 * Math.Exp(-20 * Math.Pow(state[2 * f] - Place(u), 2))));
            var fresh = f > 5 && Enumerable.Range(f - 5, 6).Any(g => behaviour[g] == 1 && behaviour[g - 1] != 1);
            counts[(f * Units) + Onset] = Fires(fresh ? 0.6 : 0.05);
            led[f] = (counts[(f * Units) + Leader] = Fires(0.08)) > 0;
            counts[(f * Units) + Follower] = Fires(f >= Delay && led[f - Delay] ? 0.7 : 0.03);
        }

        return new("made",
        [
            Channel(ChannelNames.Spikes, counts, Names),
            Channel("state", state),
            Channel("still", new double[Frames]),
            Channel(AssayChannels.Observation("place"), state),
            Channel(ChannelNames.Behaviour, [.. behaviour.Select(b => (double)b)], ["stand", "walk", "groom"]),
        ], new() { Origin = "a test", Synthetic = true });
    }

    private static RecordingChannel Channel(string name, double[] values, IReadOnlyList<string>? labels = null) => new()
    {
        Name = name,
        Unit = "1",
        Shape = values.Length == Frames ? [Frames] : [Frames, values.Length / Frames],
        Values = values,
        Time = TimeBase.Regular(50),
        Labels = labels,
    };

    private static Report Run(IAnalysis analysis, params (string Key, string Value)[] settings) => Run(analysis, Make(), settings);

    private static Report Run(IAnalysis analysis, Recording recording, params (string Key, string Value)[] settings) => analysis.Run(
        new() { Recordings = new Dictionary<string, Recording> { ["a"] = recording }, Settings = settings.ToDictionary(s => s.Key, s => s.Value), Seed = 1 },
        new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

    private static ReportTable Table(Report report, string name) => report.Sections.SelectMany(s => s.Tables).Single(t => t.Name == name);

    private static object?[] Column(ReportTable table, string name) => [.. table.Rows.Select(r => r[table.Columns.ToList().IndexOf(name)])];

    private static double Value(ReportTable table, string unit, string column) => (double)table.Rows.Single(r => (string)r[1] == unit)[table.Columns.ToList().IndexOf(column)];

    private static double[] Numbers(Report report) =>
        [.. report.Sections.SelectMany(s => s.Tables).SelectMany(t => t.Rows).SelectMany(r => r).OfType<double>()];
}
