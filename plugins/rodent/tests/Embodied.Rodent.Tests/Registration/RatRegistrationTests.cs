using Embodied.Data.Importers;
using Embodied.Data.Numpy;
using Embodied.Registration;
using Embodied.Registration.Results;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Tests;

namespace Embodied.Rodent.Tests.Registration;

/// <summary>The plugin's rat in MuJoCo, registered to a published recording of 1000 frames, against a registration made by another program.</summary>
public sealed class RatRegistrationTests
{
    private const double Scale = 0.9;

    [Fact]
    public void GoldenPosesPutTheMarkersWhereTheGoldenErrorsSay()
    {
        var golden = NpzReader.Read(SharedData.Require("data/rodent/golden/stac_ref_S0.9.npz"));
        var rat = Rats.Rat(Options("track-mjx"));
        using var model = Rats.Compile(rat);
        using var kinematics = model.CreateKinematics();
        var points = KeypointSeries.From(Recorded(), rat.Roles).Points;
        var segments = rat.Roles.Keypoints.Select(k => model.Find(ElementKind.Segment, k.Segment)).ToArray();
        for (var t = 0; t < 1000; t += 9)
        {
            kinematics.Pose(golden["qpos"].Values.AsSpan(t * 74, 74));
            for (var k = 0; k < segments.Length; k++)
            {
                double square = 0;
                for (var i = 0; i < 3; i++)
                {
                    var marker = kinematics.Frames.Positions[(3 * segments[k]) + i];
                    for (var j = 0; j < 3; j++)
                        marker += kinematics.Frames.Rotations[(9 * segments[k]) + (3 * i) + j] * golden["offsets"].Values[(3 * k) + j];
                    square += Math.Pow(marker - points[(3 * ((t * segments.Length) + k)) + i], 2);
                }
                Assert.Equal(golden["err"].Values[(t * segments.Length) + k], 1000 * Math.Sqrt(square), 1e-6);
            }
        }
    }

    [Theory]
    [InlineData("track-mjx")]
    [InlineData("dm-control")]
    public void RegistrationIsAsAccurateAsTheGoldenOne(string rule)
    {
        var rat = Rats.Rat(Options(rule));
        using var model = Rats.Compile(rat);
        var options = new RegistrationOptions { Scale = Scale };

        var result = new KeypointRegistration(model, rat.Roles, options).Run(KeypointSeries.From(Recorded(), rat.Roles), null, TestContext.Current.CancellationToken);

        var summary = result.Summarize();
        TestContext.Current.SendDiagnosticMessage("{0}: {1}", rule, summary);
        Assert.InRange(summary.MeanErrorMm, 1.0, 1.30);
        Assert.InRange(summary.RmseMm, 1.2, 1.48);
        Assert.InRange(summary.P95ErrorMm, 2.5, 3.2);
        Assert.InRange(result.Scale.Ratio, 0.9, 1.15);
    }

    private static BodyOptions Options(string rule) => new() { Scale = Scale, ScalingRule = rule, Modifications = ["feet"] };

    private static Recording Recorded()
    {
        var file = SharedData.Require("data/rodent/stac-mjx/test_rodent_mocap_1000_frames.mat");
        return new DannceMatImporter().Import(file, ImportOptions.Default with { Rate = 50 });
    }
}
