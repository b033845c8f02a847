using Embodied.Registration.Results;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;

namespace Embodied.Registration.Tests;

public sealed class KeypointRegistrationTests
{
    private const int Frames = 400;
    private static readonly RegistrationOptions Small = new() { CalibrationFrames = 60, ChunkFrames = 120, ChunkOverlap = 15, ChunkLeadIn = 10, Threads = 2 };

    [Fact]
    public void WithKnownOffsetsItFindsThePoses()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var result = Register(model, Walker.Markers(model, poses), Small with { FixedOffsets = Known(), Ridge = 0, Tolerance = 1e-12, Iterations = 60 });

        Assert.InRange(result.Errors.Max(), 0, 1e-7);
        AssertSamePoses(model, poses, result.Positions, 1e-6);
        Assert.Equal(Known(), result.Offsets);
        Assert.Equal(0, result.Summarize().InterpolatedFrames);
    }

    [Fact]
    public void ItFindsOffsetsThatWereGuessedWrong()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var roles = Walker.Roles with
        {
            Keypoints = [.. Walker.Roles.Keypoints.Select(k => k.Name.StartsWith("hand", StringComparison.Ordinal)
                ? k with { Offset = k.Offset + new Sdk.Geometry.Vec3(.004, -.003, .002) }
                : k with { Regularized = true })],
        };
        var options = Small with { Ridge = 0, Tolerance = 1e-12, Iterations = 60, CalibrationRounds = 150, OffsetRegularization = 1e-6 };

        var result = new KeypointRegistration(model, roles, options).Run(KeypointSeries.From(Walker.Recording(Walker.Markers(model, poses)), roles), null, Cancel);

        // A joint's zero and the markers beyond it can turn against each other, so offsets are known up to that: distances between markers of one segment
        // are, and joint angles but for a constant.
        var known = Known();
        for (var a = 0; a < Walker.Count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                if (roles.Keypoints[a].Segment == roles.Keypoints[b].Segment)
                    Assert.Equal(Distance(known, a, b), Distance(result.Offsets, a, b), 1e-6);
            }
        }
        var nq = model.Info.PositionCount;
        for (var t = 1; t < Frames; t++)
        {
            for (var j = 7; j < nq - 1; j++)
                Assert.Equal(result.Positions[j] - poses[j], result.Positions[(t * nq) + j] - poses[(t * nq) + j], 1e-4);
        }
        Assert.True(result.CalibrationErrors[^1] < 1e-6);
        Assert.True(result.CalibrationErrors[0] > 1e-3);
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames), noise: 0.002);
        var one = Register(model, markers, Small with { Threads = 1 });
        var two = Register(model, markers, Small with { Threads = 2 });

        Assert.Equal(one.Positions, two.Positions);
        Assert.Equal(one.Offsets, two.Offsets);
        Assert.Equal(one.Errors, two.Errors);
        Assert.Equal(one.Markers, two.Markers);
    }

    [Fact]
    public void ChunksMeetWithoutSeams()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames), noise: 0.001);
        var cut = Register(model, markers, Small with { FixedOffsets = Known() });
        var whole = Register(model, markers, Small with { FixedOffsets = Known(), ChunkFrames = 10 * Frames });

        for (var i = 0; i < whole.Positions.Length; i++)
            Assert.Equal(whole.Positions[i], cut.Positions[i], 0.02);
        Assert.Equal(whole.Summarize().MeanErrorMm, cut.Summarize().MeanErrorMm, 0.01);
    }

    [Fact]
    public void MissingKeypointsAreDoneWithout()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var markers = Walker.Markers(model, poses);
        for (var t = 0; t < Frames; t++)
            markers.AsSpan(3 * ((t * Walker.Count) + (t % Walker.Count)), 3).Fill(double.NaN);

        var result = Register(model, markers, Small with { FixedOffsets = Known(), Ridge = 0, Tolerance = 1e-12, Iterations = 60 });

        AssertSamePoses(model, poses, result.Positions, 1e-5);
        for (var t = 0; t < Frames; t++)
        {
            for (var k = 0; k < Walker.Count; k++)
                Assert.Equal(k == t % Walker.Count, double.IsNaN(result.Errors[(t * Walker.Count) + k]));
        }
        Assert.All(result.Markers, m => Assert.True(double.IsFinite(m)));
    }

    [Fact]
    public void FramesThatShowTooLittleAreInterpolatedAndSaidSo()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var markers = Walker.Markers(model, poses);
        foreach (var frame in (int[])[0, 1, 118, 119, 120, 121, 122, 123, 124, 125, 126, Frames - 1])
            markers.AsSpan(3 * frame * Walker.Count, 3 * Walker.Count).Fill(double.NaN);

        var result = Register(model, markers, Small with { FixedOffsets = Known(), Ridge = 0, Tolerance = 1e-12, Iterations = 60 });

        Assert.Equal(12, result.Summarize().InterpolatedFrames);
        Assert.False(result.Solved[122]);
        Assert.True(result.Solved[127]);
        Assert.All(result.Positions, q => Assert.True(double.IsFinite(q)));
        var nq = model.Info.PositionCount;
        Assert.Equal(result.Positions[(2 * nq)..(3 * nq)], result.Positions[..nq]);
        Assert.Equal(poses[122 * nq], result.Positions[122 * nq], 0.002);
        var norm = Enumerable.Range(3, 4).Sum(i => Math.Pow(result.Positions[(122 * nq) + i], 2));
        Assert.Equal(1, norm, 1e-12);
        Assert.Contains(result.ToRecording().Provenance.Notes, n => n.Contains("12 of 400 frames", StringComparison.Ordinal));
    }

    [Fact]
    public void ItFindsTheAnimalAgainAfterAJump()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var nq = model.Info.PositionCount;
        for (var t = 60; t < Frames; t++)
        {
            var q = poses.AsSpan(t * nq, nq);
            var turned = Sdk.Geometry.Quat.FromAxisAngle(new(0, 0, 1), 3) * new Sdk.Geometry.Quat(q[3], q[4], q[5], q[6]);
            (q[0], q[3], q[4], q[5], q[6]) = (q[0] + 2, turned.W, turned.X, turned.Y, turned.Z);
        }

        var result = Register(model, Walker.Markers(model, poses), Small with { FixedOffsets = Known(), Ridge = 0, Tolerance = 1e-10 });

        Assert.InRange(result.Errors.Max(), 0, 1e-5);
    }

    [Fact]
    public void SmoothnessCalmsNoisyJoints()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames), noise: 0.003);
        var free = Register(model, markers, Small with { FixedOffsets = Known() });
        var smooth = Register(model, markers, Small with { FixedOffsets = Known(), Smoothness = 0.05 });

        Assert.True(Jitter(smooth) < 0.8 * Jitter(free), $"{Jitter(smooth)} against {Jitter(free)}");

        double Jitter(RegistrationResult result)
        {
            var nq = model.Info.PositionCount;
            var at = model.JointAt(model.Find(ElementKind.Joint, "bend-l")).Position;
            return Enumerable.Range(1, Frames - 2).Sum(t =>
                Math.Abs(result.Positions[((t + 1) * nq) + at] - (2 * result.Positions[(t * nq) + at]) + result.Positions[((t - 1) * nq) + at]));
        }
    }

    [Fact]
    public void BodiesInMillimetresAreFittedInMetres()
    {
        using var metres = Walker.Model();
        using var millimetres = new TreeModel(metres.Figures with
        {
            Segments = [.. metres.Figures.Segments.Select(s => s with
            {
                Position = 1000 * s.Position,
                Joints = [.. s.Joints.Select(j => j with { Position = 1000 * j.Position })],
            })],
        });
        var roles = Walker.Roles with { Keypoints = [.. Walker.Roles.Keypoints.Select(k => k with { Offset = 1000 * k.Offset })] };
        var series = Walker.Series(Walker.Markers(metres, Walker.Poses(metres, Frames), noise: 0.002));

        var large = new KeypointRegistration(metres, Walker.Roles, Small).Run(series, null, Cancel);
        var small = new KeypointRegistration(millimetres, roles, Small with { MetresPerLength = 1e-3 }).Run(series, null, Cancel);

        Assert.Equal(large.Summarize().MeanErrorMm, small.Summarize().MeanErrorMm, 1e-3);
        Assert.Equal(large.Offsets[0], small.Offsets[0], 1e-6);
        Assert.Equal(large.Scale.Ratio, small.Scale.Ratio, 1e-9);
        Assert.Equal(1000 * large.Positions[0], small.Positions[0], 0.01);
    }

    [Fact]
    public void AnAnimalOnItsBackIsRefusedUnlessAllowed()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames));
        for (var i = 0; i < markers.Length; i += 3)
            (markers[i + 1], markers[i + 2]) = (-markers[i + 1], -markers[i + 2]);

        var error = Assert.Throws<InputException>(() => Register(model, markers, Small));
        Assert.Contains("on its back", error.Problem, StringComparison.Ordinal);
        Assert.InRange(Register(model, markers, Small with { AllowUpsideDown = true }).Summarize().MeanErrorMm, 0, 0.1);
    }

    [Fact]
    public void AWrongUnitIsRecognised()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames)).Select(x => 1000 * x).ToArray();

        var error = Assert.Throws<InputException>(() => Register(model, markers, Small));

        Assert.Contains("1000 times the body", error.Problem, StringComparison.Ordinal);
        Assert.Contains("millimetres", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void SizeIsMeasuredByLengths()
    {
        using var model = Walker.Model();
        var markers = Walker.Markers(model, Walker.Poses(model, Frames)).Select(x => 1.3 * x).ToArray();

        var scale = ScaleEstimate.Measure(Walker.Series(markers), model, Walker.Roles);

        Assert.Equal(1.3, scale.Ratio, 1e-6);
        Assert.Equal(4, scale.Lines.Count);
    }

    [Fact]
    public void TooFewFramesAreRefused()
    {
        using var model = Walker.Model();
        var error = Assert.Throws<InputException>(() => Register(model, Walker.Markers(model, Walker.Poses(model, 7)), Small));
        Assert.Contains("7 of 7 frames", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongOptionsAreNamed()
    {
        using var model = Walker.Model();
        void Refused(RegistrationOptions options, string name) =>
            Assert.Contains(name, Assert.Throws<InputException>(() => new KeypointRegistration(model, Walker.Roles, options)).Message, StringComparison.Ordinal);
        Refused(new() { ChunkFrames = 40 }, "ChunkFrames");
        Refused(new() { MinimumConfidence = 2 }, "MinimumConfidence");
        Refused(new() { Ridge = double.NaN }, "Ridge");
        Refused(new() { FixedOffsets = [1, 2, 3] }, "12 keypoints");
    }

    [Fact]
    public void ItCanBeCancelledAndTellsProgress()
    {
        using var model = Walker.Model();
        var series = Walker.Series(Walker.Markers(model, Walker.Poses(model, Frames)));
        using var source = new CancellationTokenSource();
        var seen = new List<WorkProgress>();
        new KeypointRegistration(model, Walker.Roles, Small with { Threads = 1 }).Run(series, new Sink(seen.Add), Cancel);
        Assert.Equal(new WorkProgress("registering", Frames, Frames), seen[^1]);
        Assert.Contains(new WorkProgress("calibrating", 30, 30), seen);

        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new KeypointRegistration(model, Walker.Roles, Small).Run(series, null, source.Token));
    }

    private static double Distance(IReadOnlyList<double> points, int a, int b) =>
        Math.Sqrt(Enumerable.Range(0, 3).Sum(i => Math.Pow(points[(3 * a) + i] - points[(3 * b) + i], 2)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RegistrationResult Register(TreeModel model, double[] markers, RegistrationOptions options) =>
        new KeypointRegistration(model, Walker.Roles, options).Run(Walker.Series(markers), null, Cancel);

    private static double[] Known() => [.. Walker.Roles.Keypoints.SelectMany(k => new[] { k.Offset.X, k.Offset.Y, k.Offset.Z })];

    /// <summary>Compares all but the tail, which no keypoint moves; quaternions up to sign.</summary>
    private static void AssertSamePoses(TreeModel model, double[] expected, double[] found, double tolerance)
    {
        var nq = model.Info.PositionCount;
        for (var t = 0; t < expected.Length / nq; t++)
        {
            var a = expected.AsSpan(t * nq, nq);
            var b = found.AsSpan(t * nq, nq);
            var sign = (a[3] * b[3]) + (a[4] * b[4]) + (a[5] * b[5]) + (a[6] * b[6]) < 0 ? -1 : 1;
            for (var i = 0; i < nq - 1; i++)
                Assert.Equal(a[i], (i is >= 3 and < 7 ? sign : 1) * b[i], tolerance);
        }
    }

    private sealed class Sink(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
