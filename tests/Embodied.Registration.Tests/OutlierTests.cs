using Embodied.Registration.Results;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Tests;

/// <summary>Samples that a tracker put somewhere else change nothing but themselves.</summary>
public sealed class OutlierTests
{
    private static readonly RegistrationOptions Small = new() { CalibrationFrames = 60, ChunkFrames = 120, ChunkOverlap = 15, ChunkLeadIn = 10, Threads = 2 };

    [Fact]
    public void OneSampleInAHundredUpToFiveMetresOffMovesNothing()
    {
        var clean = RealRecordingTests.Keypoints();
        using var model = new TreeModel(RealBody.Figures(0.9));
        var registration = new KeypointRegistration(model, RealBody.Roles(0.9), new() { Scale = 0.9 });

        var (without, with) = (registration.Run(clean, null, Cancel), registration.Run(Spoil(clean, 0.01, 5, out var spoiled), null, Cancel));

        var (a, b) = (without.Summarize(), with.Summarize());
        TestContext.Current.SendDiagnosticMessage("{0}\n{1}", a, b);
        Assert.True(b.MedianErrorMm < 1.02 * a.MedianErrorMm, $"{b.MedianErrorMm} against {a.MedianErrorMm}");
        Assert.True(b.MeanErrorMm < 1.02 * a.MeanErrorMm, $"{b.MeanErrorMm} against {a.MeanErrorMm}");
        for (var k = 0; k < without.Offsets.Length / 3; k++)
            Assert.InRange(Distance(without.Offsets, with.Offsets, k), 0, 0.0003);
        // Some of those put elsewhere happen to lie near.
        Assert.InRange(b.Outliers - a.Outliers, 0.95 * spoiled, spoiled);
        Assert.Equal(0, b.InterpolatedFrames);
        Assert.Contains(with.ToRecording().Provenance.Notes, n => n.StartsWith($"{b.Outliers} of 23000 keypoints lay so far", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(20)]
    public void OneWrongValueMovesItsOwnFrameLittleAndNoOther(double metres)
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, 200), noise: 0.0002);
        var clean = Register(model, markers);
        markers[3 * ((77 * Walker.Count) + 6)] += metres;
        var spoiled = Register(model, markers);

        var nq = model.Info.PositionCount;
        for (var t = 0; t < 200; t++)
        {
            // Two millimetres are an error that no one can tell from a movement; beyond the cutoff the pull fades.
            for (var i = 0; i < nq; i++)
                Assert.Equal(clean.Positions[(t * nq) + i], spoiled.Positions[(t * nq) + i], t == 77 ? 0.1 : 0.03);
        }
        Assert.Equal(clean.Summarize().MeanErrorMm, spoiled.Summarize().MeanErrorMm, 0.02);
    }

    [Fact]
    public void AFrameInWhichMostIsWrongIsInterpolated()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, 200), noise: 0.0002);
        var random = new RandomStream(8);
        foreach (ref var value in markers.AsSpan(50 * 3 * Walker.Count, 3 * Walker.Count))
            value += 0.3 * random.NextGaussian();

        var result = Register(model, markers);

        Assert.Equal([50], Enumerable.Range(0, 200).Where(t => !result.Solved[t]));
        Assert.InRange(result.Summarize().MeanErrorMm, 0, 0.5);
    }

    [Fact]
    public void ABodyThatFitsNowhereIsRefused()
    {
        using var model = Walker.Model();
        var random = new RandomStream(4);
        var anywhere = new double[200 * 3 * Walker.Count];
        foreach (ref var value in anywhere.AsSpan())
            value = random.NextUniform(-0.04, 0.04);

        var error = Assert.Throws<InputException>(() => Register(model, anywhere));

        Assert.Contains("the body does not fit: keypoints stay", error.Message, StringComparison.Ordinal);
    }

    private static RegistrationResult Register(TreeModel model, double[] markers) =>
        new KeypointRegistration(model, Walker.Roles, Small).Run(Walker.Series(markers), null, Cancel);

    private static KeypointSeries Spoil(KeypointSeries clean, double share, double farthest, out int spoiled)
    {
        var random = new RandomStream(12);
        var values = (double[])clean.Points.Clone();
        spoiled = 0;
        for (var i = 0; i < values.Length; i += 3)
        {
            if (random.NextDouble() >= share)
                continue;
            spoiled++;
            for (var axis = 0; axis < 3; axis++)
                values[i + axis] += random.NextUniform(-farthest, farthest);
        }
        var channel = new RecordingChannel
        {
            Name = ChannelNames.Keypoints,
            Unit = "m",
            Shape = [clean.Frames, clean.Names.Count, 3],
            Values = values,
            Time = clean.Time,
            Labels = clean.Names,
        };
        return KeypointSeries.From(new("spoiled", [channel], new() { Origin = "test" }), RealBody.Roles(0.9));
    }

    private static double Distance(double[] a, double[] b, int k) => Math.Sqrt(Enumerable.Range(3 * k, 3).Sum(i => Math.Pow(a[i] - b[i], 2)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
