using Embodied.Registration.Results;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Tests;

/// <summary>Which way is up: in the recording, and in the body.</summary>
public sealed class UprightnessTests
{
    private const int Frames = 60;
    private static readonly RegistrationOptions Small = new() { CalibrationFrames = 60, ChunkFrames = 120, ChunkOverlap = 15, ChunkLeadIn = 10, Threads = 2 };

    [Theory]
    [InlineData("x", 0, 1, 0, -90)]
    [InlineData("-x", 0, 1, 0, 90)]
    [InlineData("y", 1, 0, 0, 90)]
    [InlineData("-y", 1, 0, 0, -90)]
    [InlineData("-z", 1, 0, 0, 180)]
    public void ARecordingWhoseUpAxisIsNotZIsRefusedWithTheOptionThatTurnsIt(string up, double x, double y, double z, double degrees)
    {
        // What turns z onto the axis that the file has up turns by the opposite angle.
        var turn = Quat.FromAxisAngle(new(x, y, z), -degrees * Math.PI / 180);
        using var model = Walker.Model();
        var markers = Turned(Walker.Markers(model, Walker.Poses(model, Frames)), turn);

        var error = Assert.Throws<InputException>(() => Register(model, markers, Small));

        Assert.Contains($"--up {up}", error.Hint, StringComparison.Ordinal);
        Assert.Contains("--allow-upside-down", error.Hint, StringComparison.Ordinal);
        Assert.InRange(Register(model, markers, Small with { AllowUpsideDown = true }).Summarize().MeanErrorMm, 0, 0.01);
    }

    [Theory]
    [InlineData(1, 0, 0, 180)]
    [InlineData(0, 1, 0, 90)]
    [InlineData(1, 1, 0, -120)]
    public void ABodyMayHaveItsRootFrameTurnedAnyWay(double x, double y, double z, double degrees)
    {
        var turn = Quat.FromAxisAngle(new(x, y, z), degrees * Math.PI / 180);
        using var upright = Walker.Model();
        using var turned = new TreeModel(upright.Figures with { Segments = [.. upright.Figures.Segments.Select(s => Turned(s, turn))] });
        var roles = Walker.Roles with
        {
            Keypoints = [.. Walker.Roles.Keypoints.Select(k => k.Segment == "trunk" ? k with { Offset = turn.Conjugate.Rotate(k.Offset) } : k)],
        };
        var markers = Walker.Markers(upright, Walker.Poses(upright, Frames));

        var result = new KeypointRegistration(turned, roles, Small).Run(Walker.Series(markers), null, Cancel);

        Assert.InRange(result.Summarize().MeanErrorMm, 0, 0.01);
    }

    [Fact]
    public void AnAnimalThatOnlyRearsWhileItTurnsIsNoRecordingOnItsSide()
    {
        using var model = Walker.Model();
        var poses = Walker.Poses(model, Frames);
        var nq = model.Info.PositionCount;
        for (var t = 0; t < Frames; t++)
        {
            var up = Quat.FromAxisAngle(new(0, 0, 1), 2 * Math.PI * t / Frames) * Quat.FromAxisAngle(new(0, 1, 0), -Math.PI / 2);
            (poses[(t * nq) + 3], poses[(t * nq) + 4], poses[(t * nq) + 5], poses[(t * nq) + 6]) = (up.W, up.X, up.Y, up.Z);
        }

        Assert.InRange(Register(model, Walker.Markers(model, poses), Small).Summarize().MeanErrorMm, 0, 0.01);
    }

    private static double[] Turned(double[] points, Quat turn)
    {
        var turned = new double[points.Length];
        for (var i = 0; i < points.Length; i += 3)
        {
            var p = turn.Rotate(new(points[i], points[i + 1], points[i + 2]));
            (turned[i], turned[i + 1], turned[i + 2]) = (p.X, p.Y, p.Z);
        }
        return turned;
    }

    private static Segment Turned(Segment segment, Quat turn) => segment.Parent switch
    {
        null => segment with { Orientation = turn },
        "trunk" => segment with { Position = turn.Conjugate.Rotate(segment.Position), Orientation = turn.Conjugate * segment.Orientation },
        _ => segment,
    };

    private static RegistrationResult Register(TreeModel model, double[] markers, RegistrationOptions options) =>
        new KeypointRegistration(model, Walker.Roles, options).Run(Walker.Series(markers), null, Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
