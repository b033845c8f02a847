using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// A synthetic rat that walks, turns, rears, grooms, sniffs and stands on a floor at z = 0, with the joint angles that made it as ground truth. Purely
/// kinematic: paws that stand do not slide and joints keep their ranges, but no forces were computed.
/// </summary>
public sealed class RatGenerator : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "rodent/free-behaviour";

    /// <summary>Channel with 1 where a paw stands and 0 where it moves [frames × 4].</summary>
    public const string StanceChannel = "truth/stance";

    /// <summary>Channel with the offsets the keypoints were made with [keypoints × 3], m, in their segments' frames.</summary>
    public const string OffsetsChannel = "truth/offsets";

    private const int FirstIterations = 80;
    private const int Iterations = 16;

    /// <summary>The plan advances in steps of at most this [s].</summary>
    private const double LongestStep = 0.01;

    /// <inheritdoc/>
    public string Summary => "Synthetic rat: walk, turn, rear, groom, sniff and stand, 23 keypoints with noise and gaps, true joint angles";

    /// <inheritdoc/>
    /// <exception cref="InputException">The body is not the rat, the model has no kinematics, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        using var kinematics = RatRequest.Check(Id, request).CreateKinematics();
        RatRequest.Require(Id, "noise", request.Noise, request.Noise >= 0 && double.IsFinite(request.Noise), "0 or more");
        RatRequest.Require(Id, "dropout", request.Dropout, request.Dropout >= 0 && request.Dropout < 1, "0 up to but not 1");
        var frames = Math.Max(1, (int)Math.Round(request.Seconds * request.Rate));
        var rat = new RatAnatomy(request.Body, request.Model);
        var roles = request.Body.Roles;
        var offsets = MarkerPlaces.Of(roles.Keypoints, rat.Scale, request.Seed);
        var body = new BodyInScene(request.Model, new PlacedBody(request.Body));
        var carriers = body.Require(ElementKind.Segment, roles.Keypoints.Select(k => k.Segment));
        var film = new Film(frames, roles.Keypoints.Count, request.Model.Info.PositionCount);

        var poser = new RatPoser(rat, request.Model, kinematics);
        var plan = new RatPlan(BehaviourSchedule.Plan(request.Seconds, request.Seed), poser.Resting, rat.Scale);
        var steps = (int)Math.Ceiling(1 / (request.Rate * LongestStep));
        for (var frame = 0; frame < frames; frame++)
        {
            if (frame % 64 == 0)
            {
                request.Cancel.ThrowIfCancellationRequested();
                request.Progress?.Report(new("generating", frame, frames));
            }
            for (var step = 0; frame > 0 && step < steps; step++)
                plan.Advance(1 / (request.Rate * steps));
            poser.Pose(plan.Path, plan.Posture, plan.Paws, plan.Time, plan.Stride, frame == 0 ? FirstIterations : Iterations);
            film.Add(frame, poser.Positions, plan);
            for (var k = 0; k < offsets.Length; k++)
                film.SetKeypoint(frame, k, FramePoint.World(kinematics.Frames, carriers[k], offsets[k]));
        }

        KeypointNoise.Apply(film.Keypoints, offsets.Length, request.Noise, request.Dropout, request.Seed);
        return ToRecording(request, film, rat, offsets);
    }

    private static Recording ToRecording(GeneratorRequest request, Film film, RatAnatomy rat, Vec3[] offsets)
    {
        var time = TimeBase.Regular(request.Rate);
        var names = request.Body.Roles.Keypoints.Select(k => k.Name).ToArray();
        RecordingChannel Channel(string name, string unit, int[] shape, double[] values, string[]? labels, string? frame = null, bool constant = false) =>
            new() { Name = name, Unit = unit, Shape = shape, Values = values, Time = constant ? null : time, Labels = labels, Frame = frame };
        return new Recording(
            $"synthetic-rat-{request.Seed}",
            [
                Channel(ChannelNames.Keypoints, "m", [film.Frames, names.Length, 3], film.Keypoints, names, "world"),
                Channel(ChannelNames.Positions, "1", [film.Frames, film.PositionCount], film.Positions, PositionNames(request.Model)),
                Channel(ChannelNames.Behaviour, "1", [film.Frames], film.Behaviours, [.. Enum.GetNames<RatBehaviour>().Select(n => n.ToLowerInvariant())]),
                Channel(StanceChannel, "1", [film.Frames, 4], film.Stances, [.. rat.Paws.Select(p => p.Name)]),
                Channel(OffsetsChannel, "m", [names.Length, 3], [.. offsets.SelectMany(o => new[] { o.X, o.Y, o.Z })], names, "segment", constant: true),
            ],
            new Provenance
            {
                Origin = $"generator {Id}",
                Synthetic = true,
                Notes = ["Synthetic: no animal was recorded. Kinematic: no forces were computed. Floor at z = 0."],
                Settings = new Dictionary<string, string>
                {
                    ["seed"] = $"{request.Seed}",
                    ["seconds"] = $"{request.Seconds}",
                    ["rate"] = $"{request.Rate}",
                    ["noise"] = $"{request.Noise}",
                    ["dropout"] = $"{request.Dropout}",
                    ["scale"] = $"{rat.Scale}",
                },
            });
    }

    internal static string[] PositionNames(IModel model)
    {
        var names = new string[model.Info.PositionCount];
        for (var j = 0; j < model.Info.JointCount; j++)
        {
            var (joint, name) = (model.JointAt(j), model.NameOf(ElementKind.Joint, j) ?? $"joint{j}");
            for (var i = 0; i < joint.PositionSize; i++)
                names[joint.Position + i] = joint.PositionSize == 7 ? $"{name}/{"x y z qw qx qy qz".Split(' ')[i]}" : name;
        }

        return names;
    }
}
