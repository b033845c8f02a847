using Embodied.Imitation.References;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Synthetic;

/// <summary>
/// Smooth random poses of any body with keypoints: every joint moves within its limits, the root wanders over a floor at z = 0. With the true joint angles, so
/// that registration can be tried on a new species before anything was recorded. Kinematic: nothing keeps limbs from going through each other.
/// </summary>
internal sealed class RandomPoses : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "core/random-poses";

    /// <summary>Channel with the offsets the keypoints were made with [keypoints × 3], m, in their segments' frames.</summary>
    private const string OffsetsChannel = "truth/offsets";

    /// <inheritdoc/>
    public string Summary => "Smooth random poses of any body with keypoints, with the true joint angles";

    /// <inheritdoc/>
    /// <exception cref="InputException">The body has no keypoints, the model has no kinematics, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        var (model, keypoints) = (request.Model, request.Body.Roles.Keypoints);
        if (keypoints.Count == 0)
            throw new InputException(request.Body.Id, "has no keypoints", "Name some in its roles: keypoints: { nose: { segment: head, offset: [0.01, 0, 0] } }.");
        if (model is not IHasKinematics posed)
            throw new InputException(Id, $"needs poses, which {model.Info.Engine} does not compute", "Choose a backend with kinematics.");
        if (!(request.Seconds > 0 && request.Rate > 0 && double.IsFinite(request.Seconds * request.Rate)))
            throw new InputException(Id, $"cannot make {request.Seconds} s at {request.Rate} frames per second");
        using var kinematics = posed.CreateKinematics();
        var body = new BodyInScene(model, new PlacedBody(request.Body));
        var carriers = body.Require(ElementKind.Segment, keypoints.Select(k => k.Segment));
        var mover = new RandomMover(body, kinematics, KeypointSpan.Of(body, kinematics), request.Seed);
        var frames = Math.Max(1, (int)Math.Round(request.Seconds * request.Rate));
        var (points, positions) = (new double[frames * carriers.Length * 3], new double[frames * mover.Positions.Length]);
        for (var frame = 0; frame < frames; frame++)
        {
            if (frame % 64 == 0)
            {
                request.Cancel.ThrowIfCancellationRequested();
                request.Progress?.Report(new("generating", frame, frames));
            }

            mover.Pose(frame / request.Rate, frame == 0 ? 0 : 1 / request.Rate);
            mover.Positions.CopyTo(positions, frame * mover.Positions.Length);
            for (var k = 0; k < carriers.Length; k++)
                KeypointSpan.Place(kinematics.Frames, carriers[k], keypoints[k].Offset, points.AsSpan(((frame * carriers.Length) + k) * 3, 3));
        }

        TrackingNoise.Apply(points, carriers.Length, request.Noise, request.Dropout, request.Seed);
        return ToRecording(request, points, positions);
    }

    private static Recording ToRecording(GeneratorRequest request, double[] points, double[] positions)
    {
        var (keypoints, metres) = (request.Body.Roles.Keypoints, SoloScene.MetresPerLength(request.Body));
        string[] names = [.. keypoints.Select(k => k.Name)];
        var time = TimeBase.Regular(request.Rate);
        var width = request.Model.Info.PositionCount;
        double[] Metres(IEnumerable<double> values) => [.. values.Select(v => v * metres)];
        return new(
            $"random-poses-{request.Seed}",
            [
                new() { Name = ChannelNames.Keypoints, Unit = "m", Shape = [points.Length / names.Length / 3, names.Length, 3], Values = Metres(points), Time = time, Labels = names, Frame = "world" },
                new() { Name = ChannelNames.Positions, Unit = "1", Shape = [positions.Length / Math.Max(1, width), width], Values = positions, Time = time, Labels = PositionNames.Of(request.Model) },
                new() { Name = OffsetsChannel, Unit = "m", Shape = [names.Length, 3], Values = Metres(keypoints.SelectMany(k => new[] { k.Offset.X, k.Offset.Y, k.Offset.Z })), Labels = names, Frame = "segment" },
            ],
            new Provenance
            {
                Origin = $"generator {Id}",
                Synthetic = true,
                Notes = ["Synthetic: no animal was recorded. Random poses: limbs may go through each other. Floor at z = 0."],
                Settings = new Dictionary<string, string>
                {
                    ["body"] = request.Body.Id,
                    ["seed"] = $"{request.Seed}",
                    ["seconds"] = FormattableString.Invariant($"{request.Seconds}"),
                    ["rate"] = FormattableString.Invariant($"{request.Rate}"),
                    ["noise"] = FormattableString.Invariant($"{request.Noise}"),
                    ["dropout"] = FormattableString.Invariant($"{request.Dropout}"),
                },
            });
    }
}
