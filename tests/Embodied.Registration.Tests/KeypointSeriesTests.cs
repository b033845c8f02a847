using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Tests;

public sealed class KeypointSeriesTests
{
    private static readonly string[] Names = [.. Walker.Roles.Keypoints.Select(k => k.Name)];

    [Fact]
    public void KeypointsAreSortedByNameWhateverTheirOrder()
    {
        var values = Enumerable.Range(0, 2 * Walker.Count * 3).Select(i => (double)i).ToArray();
        var series = KeypointSeries.From(Walker.Recording(values, "mm", [.. Names.Reverse().Select(n => n.ToUpperInvariant())]), Walker.Roles);

        Assert.Equal(Names, series.Names);
        Assert.Equal(.001 * 3 * (Walker.Count - 1), series.Points[0], 1e-15);
        Assert.Equal(0.0, series.Points[3 * (Walker.Count - 1)]);
        Assert.Empty(series.Notes);
    }

    [Fact]
    public void WithoutNamesTheBodysOrderIsAssumedAndSaid()
    {
        var channel = Walker.Recording(new double[Walker.Count * 3]).Channels[0] with { Labels = null };
        var series = KeypointSeries.From(new("s", [channel], new() { Origin = "t" }), Walker.Roles);
        Assert.Contains("body's order was assumed", Assert.Single(series.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void LowConfidenceMeansMissingAndOtherConfidenceWeighs()
    {
        var recording = Walker.Recording(new double[2 * Walker.Count * 3]);
        var confidence = Enumerable.Repeat(0.5, 2 * Walker.Count).ToArray();
        (confidence[3], confidence[4]) = (0.05, double.NaN);
        var series = KeypointSeries.From(
            new("s", [.. recording.Channels, Confidence(confidence, 2)], new() { Origin = "t" }), Walker.Roles, minimumConfidence: 0.1);

        Assert.Equal(0.5, series.Weights[0]);
        Assert.Equal(0.0, series.Weights[3]);
        Assert.Equal(0.0, series.Weights[4]);
        Assert.True(double.IsNaN(series.Points[9]));
        Assert.Contains("2 keypoints of confidence below 0.1", Assert.Single(series.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AKeypointNeverSeenIsSaid()
    {
        var values = new double[2 * Walker.Count * 3];
        values[3] = values[3 + (Walker.Count * 3)] = double.NaN;
        Assert.Contains($"'{Names[1]}' is never seen", Assert.Single(Walker.Series(values).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeUsedIsRefusedWithTheReason()
    {
        var good = Walker.Recording(new double[Walker.Count * 3]);
        Refused(new("s", [], new() { Origin = "t", Source = "file.h5" }), "no channel 'keypoints'", "file.h5");
        Refused(With(c => c with { Shape = [Walker.Count, 3], Time = null }), "expected [frames, keypoints, 3]");
        Refused(With(c => c with { Unit = "px" }), "'px'");
        Refused(With(c => c with { Labels = ["a", .. Names[1..]] }), Names[0]);
        Refused(With(c => c with { Labels = [Names[1], .. Names[1..]] }), "two keypoints");
        Refused(With(c => c with { Shape = [1, 11, 3], Labels = null, Values = new double[33] }), "11 keypoints without names");
        Refused(With(c => c with { Values = [.. c.Values.Select(_ => double.NaN)] }), "no keypoint is seen");
        Refused(With(c => c with { Values = [double.PositiveInfinity, .. c.Values[1..]] }), "infinite at frame 0");
        Refused(With(c => c with { Values = [], Shape = [0, Walker.Count, 3] }), "no frames");
        Refused(new("s", [.. good.Channels, Confidence(new double[6], 2)], new() { Origin = "t" }), "confidence of shape");

        Recording With(Func<RecordingChannel, RecordingChannel> change) => new("s", [change(good.Channels[0])], new() { Origin = "t" });
        static void Refused(Recording recording, params string[] said)
        {
            var error = Assert.Throws<InputException>(() => KeypointSeries.From(recording, Walker.Roles));
            Assert.All(said, s => Assert.Contains(s, error.Message, StringComparison.Ordinal));
        }
    }

    private static RecordingChannel Confidence(double[] values, int frames) => new()
    {
        Name = ChannelNames.KeypointConfidence,
        Unit = "1",
        Shape = [frames, values.Length / frames],
        Values = values,
        Time = TimeBase.Regular(50),
    };
}
