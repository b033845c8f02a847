using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>Makes clips of equal length of some classes in turn. Clips know nothing of each other.</summary>
/// <param name="id">The generator's id, for messages.</param>
/// <param name="kinds">The classes.</param>
/// <param name="clipSeconds">Length of a clip [s].</param>
internal sealed class RatClips(string id, IReadOnlyList<RatClipKind> kinds, double clipSeconds)
{
    // A clip shows a gait that is under way.
    private const double WarmUp = 1;
    private const int FirstIterations = 80;
    private const int Iterations = 24;
    private const double LongestStep = 0.005;
    private const double Least = 0.2;

    // A body with mass takes its time.
    private const double Pace = 0.6;

    /// <summary>Makes as many as the wanted seconds hold.</summary>
    /// <exception cref="InputException">The body is not the rat, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        var model = RatRequest.Check(id, request);
        var clips = (int)Math.Round(request.Seconds / clipSeconds);
        if (clips < 1)
            throw new InputException($"{id}: seconds", $"expected at least {clipSeconds}, the length of a clip, found {request.Seconds}");
        var frames = (int)Math.Round(clipSeconds * request.Rate) + 1;
        var width = request.Model.Info.PositionCount;
        var (poses, behaviours) = (new double[clips * frames * width], new double[clips * frames]);
        // Clips know nothing of each other, so the bits do not depend on the number of threads.
        Parallel.For(0, clips, new ParallelOptions { CancellationToken = request.Cancel }, clip =>
        {
            using var kinematics = model.CreateKinematics();
            Fill(request, kinematics, clip, poses.AsSpan(clip * frames * width, frames * width));
            behaviours.AsSpan(clip * frames, frames).Fill(clip % kinds.Count);
        });
        return ToRecording(request, clips, frames, poses, behaviours);
    }

    private void Fill(GeneratorRequest request, IKinematics kinematics, int clip, Span<double> poses)
    {
        var rat = new RatAnatomy(request.Body, request.Model);
        using var balance = new RatBalance(rat, request.Model);
        var kind = kinds[clip % kinds.Count];
        var drawn = kind.Bouts(RandomStream.For(request.Seed, (ulong)clip), clipSeconds).ConvertAll(b => b with { End = b.End + WarmUp });
        var (style, poser, bouts) = Held(drawn, kind.Style, strength =>
        {
            var style = strength > 0 ? new RatStyle(RandomStream.For(~request.Seed, (ulong)clip), strength) : null;
            return (style, new RatPoser(rat, request.Model, kinematics, balance, style));
        });
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

    // As much of a style as leaves its paws on the floor in every posture that is held.
    private static (RatStyle? Style, RatPoser Poser, List<BehaviourBout> Bouts) Held(List<BehaviourBout> bouts, double strength, Func<double, (RatStyle? Style, RatPoser Poser)> make)
    {
        var (style, poser) = make(strength);
        if (style is null)
            return (null, poser, bouts);
        var held = bouts.ConvertAll(b => b.Held is { } posture ? b with { Held = poser.Standing(posture, style.On) } : b);
        return strength > Least && held.Zip(bouts).Any(b => b.First.Held is null && b.Second.Held is not null) ? Held(bouts, 0.8 * strength, make) : (style, poser, held);
    }

    private Recording ToRecording(GeneratorRequest request, int clips, int frames, double[] poses, double[] behaviours)
    {
        var (time, width) = (TimeBase.Regular(request.Rate), request.Model.Info.PositionCount);
        var names = Enumerable.Range(0, clips).Select(c => $"{kinds[c % kinds.Count].Name}-{c / kinds.Count:000}").ToArray();
        return new(
            $"synthetic-rat-clips-{request.Seed}",
            [
                new() { Name = ChannelNames.Positions, Unit = "1", Shape = [clips * frames, width], Values = poses, Time = time, Labels = RatGenerator.PositionNames(request.Model) },
                new() { Name = ChannelNames.Behaviour, Unit = "1", Shape = [clips * frames], Values = behaviours, Time = time, Labels = [.. kinds.Select(k => k.Name)] },
                new() { Name = ChannelNames.Clips, Unit = "1", Shape = [clips], Values = [.. Enumerable.Range(0, clips).Select(c => (double)c * frames)], Labels = names },
            ],
            new Provenance
            {
                Origin = $"generator {id}",
                Synthetic = true,
                Notes = ["Synthetic: no animal was recorded. Kinematic: no forces were computed. Floor at z = 0."],
                Settings = new Dictionary<string, string> { ["seed"] = $"{request.Seed}", ["clips"] = $"{clips}", ["rate"] = $"{request.Rate}" },
            });
    }
}
