using System.Globalization;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Tests.Neural;

/// <summary>What the report says about sessions whose truth is known, and about sessions that lack something.</summary>
public sealed class NeuralComparisonTests
{
    private const string NoDraws = "200";

    [Fact]
    public void Neurons_driven_by_a_layer_are_given_to_it_and_variability_is_found_where_it_is()
    {
        var report = Run(MadeSession.Make(units: 20, noisyNeurons: true), new LatentController());

        Assert.Equal("decoder/0", Best(report));
        var table = Table(report, "classes");
        Assert.InRange(Convert.ToInt32(Cell(table, "decoder/0", "units won"), CultureInfo.InvariantCulture), 19, 20);
        Assert.All(table.Rows.Where(r => (string)r[0] is "decoder/0, shifted"), r => Assert.InRange((double)r[4], -0.05, 0.02));
        Assert.InRange((double)Cell(table, "decoder/0, untrained", "bits per spike"), -0.05, 0.02);
        Assert.Contains(report.Sections, s => s.Figures.Any(f => f.Name == "action-variability"));
        Assert.InRange((double)Table(report, "variability-similarity").Rows[0][2], 0.4, 1);
        AssertFinite(report);
    }

    [Fact]
    public void Variability_that_is_the_same_everywhere_is_not_found()
    {
        var report = Run(MadeSession.Make(units: 20, structured: false));

        Assert.InRange((double)Table(report, "variability-similarity").Rows[0][1], -0.5, 0.5);
    }

    [Fact]
    public void Behaviours_are_told_by_the_latent_scale_and_chance_is_stated()
    {
        var text = string.Join(' ', Section(Run(MadeSession.Make()), "Variability of the latent").Text);

        Assert.Matches("balanced accuracy of (1\\.00|0\\.9)", text);
        Assert.Contains("chance is 0.17", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_are_averaged_and_bound_a_noise_ceiling()
    {
        var request = Request(MadeSession.Make(units: 6), null);
        request = request with { Recordings = new Dictionary<string, Recording> { ["a"] = MadeSession.Make(units: 6), ["b"] = MadeSession.Make(units: 8, seed: 2) } };

        var report = new NeuralComparison().Run(request, new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

        Assert.Equal(14, Table(report, "units").Rows.Count);
        Assert.Contains("noise ceiling over sessions", string.Join(' ', report.Sections[2].Text), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report() => Assert.Equal(Numbers(Run(MadeSession.Make(units: 4))), Numbers(Run(MadeSession.Make(units: 4))));

    [Fact]
    public void Without_behaviours_or_a_latent_the_rest_remains()
    {
        var made = MadeSession.Make(units: 4, behaviours: false);
        var report = Run(new("made", made.Channels.Where(c => c.Name != LatentScale.Channel), made.Provenance));

        Assert.Equal("decoder/0", Best(report));
        Assert.Contains("left out", report.Sections[2].Text[0], StringComparison.Ordinal);
        Assert.Contains("left out", report.Sections[3].Text[0], StringComparison.Ordinal);
    }

    [Fact]
    public void One_behaviour_is_named_and_handled()
    {
        var made = MadeSession.Make(units: 4);
        var single = made.Channels.Select(c => c.Name == ChannelNames.Behaviour ? c with { Values = new double[MadeSession.Frames] } : c);
        var report = Run(new("made", single, made.Provenance));

        Assert.Contains("1 behaviours occur", report.Sections[2].Text[0], StringComparison.Ordinal);
        AssertFinite(report);
    }

    [Theory]
    [InlineData("episode", "whole episodes")]
    [InlineData("behaviour", "each behaviour left out")]
    public void What_is_left_out_together_can_be_chosen(string by, string told)
    {
        var made = MadeSession.Make(units: 4);
        var episodes = new RecordingChannel { Name = Sdk.Assays.AssayChannels.Lengths, Unit = "1", Shape = [8], Values = [.. Enumerable.Repeat(MadeSession.Frames / 8.0, 8)] };
        var report = Run(new("made", made.Channels.Append(episodes), made.Provenance), null, ("folds_by", by));

        Assert.Contains(told, report.Sections[1].Text[0], StringComparison.Ordinal);
        Assert.Equal("decoder/0", Best(report));
        AssertFinite(report);
    }

    [Fact]
    public void Sessions_of_the_same_units_are_left_out_in_turn_and_others_are_named()
    {
        AnalysisRequest Of(Recording second) => Request(MadeSession.Make(units: 3), null, ("folds_by", "session")) with
        {
            Recordings = new Dictionary<string, Recording> { ["a"] = MadeSession.Make(units: 3), ["b"] = second },
        };
        Report Compare(AnalysisRequest request) => new NeuralComparison().Run(request, new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

        // Another seed gives other weights to units of the same names: a model of one session fails in the other, and says so.
        var strangers = Compare(Of(MadeSession.Make(units: 3, seed: 2)));
        Assert.Equal(3, Table(strangers, "units").Rows.Count);
        Assert.All(Table(strangers, "classes").Rows, r => Assert.InRange((double)r[4], -2, 0.02));
        Assert.Contains("other units", Assert.Throws<InputException>(() => Compare(Of(MadeSession.Make(units: 4)))).Message, StringComparison.Ordinal);
        Assert.Contains("one session", Assert.Throws<InputException>(() => Run(MadeSession.Make(units: 2), null, ("folds_by", "session"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_out_the_only_behaviour_is_refused_by_name()
    {
        var made = MadeSession.Make(units: 2);
        var single = made.Channels.Select(c => c.Name == ChannelNames.Behaviour ? c with { Values = new double[MadeSession.Frames] } : c);

        Assert.Contains("1 behaviours", Assert.Throws<InputException>(() => Run(new("made", single, made.Provenance), null, ("folds_by", "behaviour"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_are_compared_along_the_controller()
    {
        var (driven, other) = (MadeSession.Make(units: 8), MadeSession.Make(units: 8, driver: "body", seed: 1));
        double[] spikes = [.. Enumerable.Range(0, MadeSession.Frames).SelectMany(f => Spikes(driven).AsSpan(f * 8, 8).ToArray().Concat(Spikes(other).AsSpan(f * 8, 8).ToArray()))];
        var both = driven.Channels.Where(c => c.Name != ChannelNames.Spikes).Append(new() { Name = ChannelNames.Spikes, Unit = "1", Shape = [MadeSession.Frames, 16], Values = spikes, Time = TimeBase.Regular(50) })
            .Append(new() { Name = ChannelNames.SpikeRegions, Unit = "1", Shape = [16], Values = [.. Enumerable.Range(0, 16).Select(u => u / 8.0)], Labels = [.. Enumerable.Range(0, 16).Select(u => u < 8 ? "deep" : "shallow")] });
        var report = Run(new("made", both, driven.Provenance));

        var table = Table(report, "regions");
        Assert.Equal(["deep", "shallow"], table.Rows.Select(r => (string)r[0]));
        Assert.Equal(100.0, Cell(table, "deep", "won by the controller [%]"));
        Assert.Equal(0.0, Cell(table, "shallow", "won by the controller [%]"));
        Assert.True((double)Cell(table, "deep", "decoder/0") > 5 * (double)Cell(table, "shallow", "decoder/0"));
        Assert.Equal(["deep", "shallow"], report.Sections.SelectMany(s => s.Figures).Single(f => f.Name == "layers").Series.Select(s => s.Label));
        Assert.Equal(["class", "deep", "shallow"], Table(report, "similarity-regions").Columns);
        AssertFinite(report);
    }

    [Fact]
    public void Classes_that_never_vary_or_repeat_another_are_named_and_left_out()
    {
        var made = MadeSession.Make(units: 3);
        var layer = made.Find("probes/decoder/0")!;
        var report = Run(new("made",
            made.Channels.Append(layer with { Name = "probes/copy" }).Append(layer with { Name = "probes/dead", Values = new double[layer.Values.Length] }).Append(layer with { Name = "probes/gaps", Values = [double.NaN, .. layer.Values[1..]] }),
            made.Provenance));

        var text = string.Join(' ', report.Sections[0].Text);
        Assert.Contains("'copy' is the same as 'decoder/0'", text, StringComparison.Ordinal);
        Assert.Contains("'dead' never varies", text, StringComparison.Ordinal);
        Assert.Contains("'gaps' is not known in every frame", text, StringComparison.Ordinal);
        AssertFinite(report);
    }

    [Fact]
    public void A_layer_with_dependent_columns_is_as_good_as_without_them()
    {
        var made = MadeSession.Make(units: 4);
        var layer = made.Find("probes/decoder/0")!;
        double[] wide = [.. Enumerable.Range(0, MadeSession.Frames).SelectMany(f => layer.Values.AsSpan(f * 8, 8).ToArray().Concat([5, 3 * layer.Values[f * 8], layer.Values[f * 8] - layer.Values[(f * 8) + 1]]))];
        var report = Run(new("made", made.Channels.Append(layer with { Name = "probes/wide", Values = wide, Shape = [MadeSession.Frames, 11] }), made.Provenance), null, ("variance", "1"));

        Assert.Equal((double)Cell(Table(report, "classes"), "decoder/0", "bits per spike"), (double)Cell(Table(report, "classes"), "wide", "bits per spike"), 0.01);
        AssertFinite(report);
    }

    [Fact]
    public void The_winner_of_the_population_is_named_with_an_interval()
    {
        var text = string.Join(' ', Run(MadeSession.Make(units: 10)).Sections[1].Text);

        Assert.Matches("'decoder/0' predicts best: .* interval 0\\.\\d+ to 0\\.\\d+\\); it comes out first in 100 % of 2000 draws", text);
    }

    [Fact]
    public void Silent_units_are_listed_as_silent()
    {
        var made = MadeSession.Make(units: 3);
        var muted = made.Channels.Select(c => c.Name == ChannelNames.Spikes ? c with { Values = [.. c.Values.Select((v, i) => i % 3 == 1 ? 0 : v)] } : c);
        var report = Run(new("made", muted, made.Provenance));

        Assert.Equal("silent", Table(report, "units").Rows[1][7]);
        AssertFinite(report);
    }

    [Fact]
    public void A_session_without_any_spike_is_refused()
    {
        var made = MadeSession.Make(units: 3);
        var empty = made.Channels.Select(c => c.Name == ChannelNames.Spikes ? c with { Values = new double[c.Values.Length] } : c);

        Assert.Contains("single spike", Assert.Throws<InputException>(() => Run(new("made", empty, made.Provenance))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folds", "1")]
    [InlineData("folds", "5000")]
    [InlineData("last_lag", "-3")]
    [InlineData("strengths", "many")]
    public void Settings_that_cannot_be_are_named(string key, string value) =>
        Assert.Throws<InputException>(() => Run(MadeSession.Make(units: 2), null, (key, value)));

    private static Report Run(Recording recording, LatentController? controller = null, params (string Key, string Value)[] settings) =>
        new NeuralComparison().Run(Request(recording, controller, settings), new Progress<WorkProgress>(), TestContext.Current.CancellationToken);

    private static AnalysisRequest Request(Recording recording, LatentController? controller, params (string Key, string Value)[] settings) => new()
    {
        Recordings = new Dictionary<string, Recording> { ["a"] = recording },
        Controller = controller,
        Settings = new[] { ("draws", NoDraws), ("strengths", "0.001") }.Concat(settings.Select(s => (s.Key, s.Value))).GroupBy(s => s.Item1).ToDictionary(g => g.Key, g => g.Last().Item2),
        Seed = 1,
    };

    private static double[] Spikes(Recording recording) => recording.Find(ChannelNames.Spikes)!.Values;

    private static ReportTable Table(Report report, string name) => report.Sections.SelectMany(s => s.Tables).Single(t => t.Name == name);

    private static ReportSection Section(Report report, string heading) => report.Sections.Single(s => s.Heading == heading);

    private static object Cell(ReportTable table, string row, string column) =>
        table.Rows.Single(r => (string)r[0] == row)[table.Columns.ToList().IndexOf(column)];

    private static string Best(Report report) => (string)Table(report, "classes").Rows.MaxBy(r => (double)r[4])![0];

    private static void AssertFinite(Report report) => Assert.All(Numbers(report), n => Assert.True(double.IsFinite(n)));

    private static double[] Numbers(Report report) =>
        [.. report.Sections.SelectMany(s => s.Tables).SelectMany(t => t.Rows).SelectMany(r => r).OfType<double>(), .. report.Sections.SelectMany(s => s.Figures).SelectMany(f => f.Series).SelectMany(s => s.Y)];
}
