using Embodied.Rodent.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Clips of a synthetic rat, five seconds each, of twenty-two classes in turn: walks at eight speeds, turns, starts and stops, rearing, grooming, sniffing,
/// crouching, standing, transitions, and postures of all kinds. Poses only, one clip after the other; the channel <see cref="ChannelNames.Clips"/> says where each begins.
/// </summary>
public sealed class RatClipGenerator : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "rodent/behaviour-library";

    /// <summary>Length of a clip [s].</summary>
    public const double ClipSeconds = 5;

    // A clip shows a gait that is under way.
    private const double WarmUp = 1;
    private const int FirstIterations = 80;
    private const int Iterations = 24;
    private const double LongestStep = 0.005;

    // A body with mass takes its time.
    private const double Pace = 0.6;

    /// <inheritdoc/>
    public string Summary => "Synthetic rat: clips of 5 s of walks at 5 … 40 cm/s, turns, starts and stops, rearing, grooming, sniffing, crouching, standing, transitions, postures";

    /// <inheritdoc/>
    /// <exception cref="InputException">The body is not the rat, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        if (request.Body.Id != RatFactory.Id)
            throw new InputException(Id, $"moves '{RatFactory.Id}', not '{request.Body.Id}'", $"Choose the body '{RatFactory.Id}'.");
        if (request.Model is not IHasKinematics { } model)
            throw new InputException(Id, $"needs poses, which {request.Model.Info.Engine} does not compute", "Choose a backend with kinematics.");
        var clips = (int)Math.Round(request.Seconds / ClipSeconds);
        if (clips < 1)
            throw new InputException($"{Id}: seconds", $"expected at least {ClipSeconds}, the length of a clip, found {request.Seconds}");
        var frames = (int)Math.Round(ClipSeconds * request.Rate) + 1;
        var width = request.Model.Info.PositionCount;
        var (poses, behaviours) = (new double[clips * frames * width], new double[clips * frames]);
        // Clips know nothing of each other, so the bits do not depend on the number of threads.
        Parallel.For(0, clips, new ParallelOptions { CancellationToken = request.Cancel }, clip =>
        {
            using var kinematics = model.CreateKinematics();
            Fill(request, kinematics, clip, poses.AsSpan(clip * frames * width, frames * width));
            behaviours.AsSpan(clip * frames, frames).Fill(clip % RatClipKind.All.Count);
        });
        return ToRecording(request, clips, frames, poses, behaviours);
    }

    private static void Fill(GeneratorRequest request, IKinematics kinematics, int clip, Span<double> poses)
    {
        var rat = new RatAnatomy(request.Body, request.Model);
        using var balance = new RatBalance(rat, request.Model);
        var kind = RatClipKind.All[clip % RatClipKind.All.Count];
        var style = kind.Style > 0 ? new RatStyle(RandomStream.For(~request.Seed, (ulong)clip), kind.Style) : null;
        var poser = new RatPoser(rat, request.Model, kinematics, balance, style);
        var bouts = kind.Bouts(RandomStream.For(request.Seed, (ulong)clip), ClipSeconds).ConvertAll(b => b with { End = b.End + WarmUp });
        var plan = new RatPlan(bouts, poser.Resting, rat.Scale, Pace, style);
        var steps = (int)Math.Ceiling(1 / (request.Rate * LongestStep));
        for (var time = 0; time < WarmUp * request.Rate * steps; time++)
            plan.Advance(1 / (request.Rate * steps));
        for (var at = 0; at < poses.Length; at += poser.Positions.Length)
        {
            poser.Pose(plan.Path, plan.Posture, plan.Paws, plan.Time, plan.Stride, at == 0 ? FirstIterations : Iterations);
            poser.Positions.CopyTo(poses[at..]);
            for (var step = 0; step < steps; step++)
                plan.Advance(1 / (request.Rate * steps));
        }
    }

    private static Recording ToRecording(GeneratorRequest request, int clips, int frames, double[] poses, double[] behaviours)
    {
        var (time, width) = (TimeBase.Regular(request.Rate), request.Model.Info.PositionCount);
        var names = Enumerable.Range(0, clips).Select(c => $"{RatClipKind.All[c % RatClipKind.All.Count].Name}-{c / RatClipKind.All.Count:000}").ToArray();
        return new(
            $"synthetic-rat-clips-{request.Seed}",
            [
                new() { Name = ChannelNames.Positions, Unit = "1", Shape = [clips * frames, width], Values = poses, Time = time, Labels = RatGenerator.PositionNames(request.Model) },
                new() { Name = ChannelNames.Behaviour, Unit = "1", Shape = [clips * frames], Values = behaviours, Time = time, Labels = [.. RatClipKind.All.Select(k => k.Name)] },
                new() { Name = ChannelNames.Clips, Unit = "1", Shape = [clips], Values = [.. Enumerable.Range(0, clips).Select(c => (double)c * frames)], Labels = names },
            ],
            new Provenance
            {
                Origin = $"generator {Id}",
                Synthetic = true,
                Notes = ["Synthetic: no animal was recorded. Kinematic: no forces were computed. Floor at z = 0."],
                Settings = new Dictionary<string, string> { ["seed"] = $"{request.Seed}", ["clips"] = $"{clips}", ["rate"] = $"{request.Rate}" },
            });
    }
}
