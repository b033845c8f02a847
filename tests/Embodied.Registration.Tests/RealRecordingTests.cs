using Embodied.Data.Matlab;
using Embodied.Data.Numpy;
using Embodied.Registration.Results;
using Embodied.Registration.Solving;
using Embodied.Registration.Tests.Support;
using Embodied.Registration.Tracking;
using Embodied.Sdk.Recordings;
using Embodied.Tests;

namespace Embodied.Registration.Tests;

/// <summary>A published recording of 1000 frames of 23 keypoints, against a registration made by another program.</summary>
public sealed class RealRecordingTests
{
    private const double Scale = 0.9;
    private const int Frames = 1000;
    private const int Count = 23;

    [Fact]
    public void PosesMeanTheSameAsInTheGoldenRegistration()
    {
        var golden = NpzReader.Read(SharedData.Require("data/rodent/golden/stac_ref_S0.9.npz"));
        var series = Keypoints();
        using var model = new TreeModel(RealBody.Figures(Scale));
        var body = BodyBinding.Bind(model, RealBody.Roles(Scale), "");
        using var pool = new SolverPool(body, new(0, 0, 1e-4, 1e-4), 1, TestContext.Current.CancellationToken);

        var (_, errors) = MarkerPass.Run(body, pool, golden["qpos"].Values, series, golden["offsets"].Values, 1);

        for (var i = 0; i < errors.Length; i++)
            Assert.Equal(golden["err"].Values[i], 1000 * errors[i], 1e-9);
    }

    [Fact]
    public void IsAsAccurateAsTheGoldenRegistration()
    {
        using var model = new TreeModel(RealBody.Figures(Scale));
        var options = new RegistrationOptions { Scale = Scale };

        var result = new KeypointRegistration(model, RealBody.Roles(Scale), options).Run(Keypoints(), null, TestContext.Current.CancellationToken);

        var summary = result.Summarize();
        TestContext.Current.SendDiagnosticMessage("{0}", summary);
        Assert.Equal(Frames, summary.Frames);
        Assert.Equal(0, summary.InterpolatedFrames);
        Assert.InRange(summary.MeanErrorMm, 1.0, 1.30);
        Assert.InRange(summary.RmseMm, 1.2, 1.48);
        Assert.InRange(summary.P95ErrorMm, 2.5, 3.2);
        Assert.InRange(result.Scale.Ratio, 0.9, 1.15);
        AssertWithinLimits(result, model);
        AssertNoSeams(result);
    }

    internal static KeypointSeries Keypoints()
    {
        var pred = Assert.IsType<MatNumbers>(MatFile.Read(SharedData.Require("data/rodent/stac-mjx/test_rodent_mocap_1000_frames.mat"))["pred"]);
        Assert.Equal([Frames, 3, Count], pred.Array.Shape);
        var channel = new RecordingChannel
        {
            Name = ChannelNames.Keypoints,
            Unit = "mm",
            Shape = [Frames, Count, 3],
            Values = pred.Array.Permute(0, 2, 1).Values,
            Time = TimeBase.Regular(50),
        };
        return KeypointSeries.From(new("real", [channel], new() { Origin = "test" }), RealBody.Roles(Scale));
    }

    private static void AssertWithinLimits(RegistrationResult result, TreeModel model)
    {
        for (var j = 0; j < model.Info.JointCount; j++)
        {
            if (model.JointAt(j) is not { Range: { } range, Position: var at })
                continue;
            for (var t = 0; t < Frames; t++)
                Assert.InRange(result.Positions[(t * model.Info.PositionCount) + at], range.Low, range.High);
        }
    }

    /// <summary>Where chunks meet, the markers are as near to the keypoints and jump as little as elsewhere.</summary>
    private static void AssertNoSeams(RegistrationResult result)
    {
        var rms = ErrorStatistics.PerFrame(result.Errors, Count);
        var seams = Chunk.Plan(Frames, result.Options).Skip(1).SelectMany(c => Enumerable.Range(c.Start, result.Options.ChunkOverlap)).ToHashSet();
        var (inside, outside) = (seams.Average(t => rms[t]), Enumerable.Range(0, Frames).Where(t => !seams.Contains(t)).Average(t => rms[t]));
        TestContext.Current.SendDiagnosticMessage("rms in seams {0}, elsewhere {1}", inside, outside);
        Assert.InRange(inside, 0, 1.1 * outside);
    }
}
