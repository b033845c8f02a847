using Embodied.Registration.Results;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Tests.Results;

public sealed class ResultTests
{
    private const int Frames = 120;

    [Fact]
    public void TheRecordingHoldsWhatTheNextStepReads()
    {
        using var model = Walker.Model();
        var (result, poses) = Register(model);
        var recording = result.ToRecording();
        var (nq, nv) = (model.Info.PositionCount, model.Info.VelocityCount);

        Assert.Equal([Frames, nq], recording.Find(ChannelNames.Positions)!.Shape);
        Assert.Equal([Frames, nv], recording.Find(ChannelNames.Velocities)!.Shape);
        Assert.Equal([Walker.Count, 3], recording.Find(ChannelNames.Offsets)!.Shape);
        Assert.Equal([Frames, Walker.Count], recording.Find(ChannelNames.Errors)!.Shape);
        Assert.Equal([Frames, Walker.Count, 3], recording.Find(ChannelNames.Markers)!.Shape);
        Assert.Equal([Frames, Walker.Count, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
        Assert.All(recording.Channels, c => Assert.Equal(c.Values.Length, c.Shape.Aggregate(1, (a, b) => a * b)));
        Assert.Equal(["root/x", "root/y", "root/z", "root/qw"], recording.Find(ChannelNames.Positions)!.Labels!.Take(4));
        Assert.Equal(["root/wz", "swing-l", "spread-l"], recording.Find(ChannelNames.Velocities)!.Labels!.Skip(5).Take(3));
        Assert.True(recording.Provenance.Synthetic);
        Assert.Equal("fitted", recording.Provenance.Settings["registration/offsets"]);

        // The velocity of a frame leads to the next one; the last repeats the one before.
        var velocities = recording.Find(ChannelNames.Velocities)!.Values;
        using var kinematics = model.CreateKinematics();
        for (var t = 0; t + 1 < Frames; t++)
        {
            var q = result.Positions.AsSpan(t * nq, nq).ToArray();
            kinematics.Integrate(q, velocities.AsSpan(t * nv, nv), 1 / Walker.Rate);
            for (var i = 0; i < nq; i++)
                Assert.Equal(result.Positions[((t + 1) * nq) + i], q[i], 1e-9);
        }
        Assert.Equal(velocities[((Frames - 2) * nv)..((Frames - 1) * nv)], velocities[((Frames - 1) * nv)..]);
        Assert.Equal(poses.Length, result.Positions.Length);
    }

    [Fact]
    public void ReregisteringWithItsOffsetsGivesTheSamePoses()
    {
        using var model = Walker.Model();
        var (result, _) = Register(model);
        var options = result.Options with { FixedOffsets = result.ToRecording().Find(ChannelNames.Offsets)!.Values };

        var again = new KeypointRegistration(model, Walker.Roles, options).Run(result.Keypoints, null, TestContext.Current.CancellationToken);

        Assert.Equal(result.Summarize().MeanErrorMm, again.Summarize().MeanErrorMm, 1e-6);
    }

    [Fact]
    public void TheReportSaysSyntheticAndShowsEveryKeypointAndJoint()
    {
        using var model = Walker.Model();
        var (result, _) = Register(model);
        var report = result.ToReport();

        Assert.Equal(["Summary", "Errors", "Offsets", "Joints", "Scale"], report.Sections.Select(s => s.Heading));
        Assert.Contains(report.Sections[0].Text, t => t.Contains("synthetic", StringComparison.Ordinal));
        var tables = report.Sections.SelectMany(s => s.Tables).ToDictionary(t => t.Name);
        Assert.Equal(Walker.Count, tables["errors"].Rows.Count);
        Assert.Equal(Walker.Count, tables["offsets"].Rows.Count);
        Assert.Equal(6, tables["joint-limits"].Rows.Count);
        Assert.All(tables.Values, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Count, r.Count)));
        var figures = report.Sections.SelectMany(s => s.Figures).ToDictionary(f => f.Name);
        Assert.Equal(["calibration", "error-by-keypoint", "error-histogram", "error-over-time", "offset-drift"], figures.Keys.Order());
        Assert.Equal(Frames, figures["error-over-time"].Series[0].X.Length);
        Assert.Equal(100, figures["error-histogram"].Series[0].Y.Sum(), 1e-9);
    }

    [Fact]
    public void StatisticsLeaveMissingValuesOut()
    {
        double[] errors = [0.003, double.NaN, 0.004, 0.001, 0.002, double.NaN];
        Assert.Equal([1, 2, 3, 4], ErrorStatistics.Sorted(errors));
        Assert.Equal(2.5, ErrorStatistics.Percentile([1, 2, 3, 4], 50));
        Assert.Equal(3.85, ErrorStatistics.Percentile([1, 2, 3, 4], 95), 1e-12);
        var frames = ErrorStatistics.PerFrame(errors, 3);
        Assert.Equal(Math.Sqrt(12.5), frames[0], 1e-12);
        Assert.Equal(Math.Sqrt(2.5), frames[1], 1e-12);
        Assert.True(double.IsNaN(ErrorStatistics.PerFrame([double.NaN], 1)[0]));
    }

    private static (RegistrationResult Result, double[] Poses) Register(TreeModel model)
    {
        var poses = Walker.Poses(model, Frames);
        var series = Walker.Series(Walker.Markers(model, poses, noise: 0.001));
        return (new KeypointRegistration(model, Walker.Roles, new()).Run(series, null, TestContext.Current.CancellationToken), poses);
    }
}
