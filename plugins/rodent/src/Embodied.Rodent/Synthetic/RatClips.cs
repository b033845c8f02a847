using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>Makes clips of some classes in turn. Clips know nothing of each other.</summary>
/// <param name="id">The generator's id, for messages.</param>
/// <param name="kinds">The classes, in the order of a round; one may come several times.</param>
/// <param name="gaits">How rats walk; null as found.</param>
internal sealed class RatClips(string id, IReadOnlyList<RatClipKind> kinds, RatGaits? gaits = null)
{
    // A clip shows a gait that is under way.
    private const double WarmUp = 1;
    private const int FirstIterations = 80;
    private const int Iterations = 24;
    private const double LongestStep = 0.005;
    private const double Least = 0.2;
    private const int Draws = 5;

    // A body with mass takes its time.
    private const double Pace = 0.6;

    /// <summary>Makes as many as the wanted seconds hold.</summary>
    /// <exception cref="InputException">The body is not the rat, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        var model = RatRequest.Check(id, request);
        var clips = Cut(request);
        var (width, frames) = (request.Model.Info.PositionCount, clips.Sum(c => c.Frames));
        var (poses, behaviours) = (new double[frames * width], new double[frames]);
        var (names, done) = (kinds.Select(k => k.Name).Distinct(StringComparer.Ordinal).ToList(), 0);
        // Clips know nothing of each other, so the bits do not depend on the number of threads.
        Parallel.ForEach(clips, new ParallelOptions { CancellationToken = request.Cancel }, clip =>
        {
            using var kinematics = model.CreateKinematics();
            Fill(request, kinematics, clip, poses.AsSpan(clip.First * width, clip.Frames * width));
            behaviours.AsSpan(clip.First, clip.Frames).Fill(names.IndexOf(clip.Kind.Name));
            request.Progress?.Report(new("generating", Interlocked.Increment(ref done), clips.Count));
        });
        return ToRecording(request, clips, names, poses, behaviours);
    }

    // As many as come closest to the wanted seconds.
    private List<Clip> Cut(GeneratorRequest request)
    {
        var (clips, counts, first, seconds) = (new List<Clip>(), new Dictionary<string, int>(StringComparer.Ordinal), 0, 0.0);
        while (kinds[clips.Count % kinds.Count] is var kind && seconds + (kind.Seconds / 2) <= request.Seconds)
        {
            var (nth, frames) = (counts.GetValueOrDefault(kind.Name), (int)Math.Round(kind.Seconds * request.Rate) + 1);
            clips.Add(new(kind, clips.Count, $"{kind.Name}-{nth:000}", first, frames));
            counts[kind.Name] = nth + 1;
            (first, seconds) = (first + frames, seconds + kind.Seconds);
        }

        return clips.Count > 0 ? clips : throw new InputException($"{id}: seconds", $"expected at least {kinds[0].Seconds}, the length of a clip, found {request.Seconds}");
    }

    private void Fill(GeneratorRequest request, IKinematics kinematics, Clip clip, Span<double> poses)
    {
        var rat = new RatAnatomy(request.Body, request.Model);
        using var balance = new RatBalance(rat, request.Model);
        var kind = clip.Kind;
        var drawn = kind.Bouts(RandomStream.For(request.Seed, (ulong)clip.Index), kind.Seconds).ConvertAll(b => b with { End = b.End + WarmUp });
        var (style, poser, bouts) = Held(drawn, kind, RandomStream.For(~request.Seed, (ulong)clip.Index), style => new(rat, request.Model, kinematics, balance, style, gaits));
        var plan = new RatPlan(bouts, poser.Resting, rat.Scale, Pace, style, gaits);
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

    // A style that leaves its paws on the floor in every posture that is held; a weaker one where none of a few does.
    private static (RatStyle? Style, RatPoser Poser, List<BehaviourBout> Bouts) Held(List<BehaviourBout> bouts, RatClipKind kind, RandomStream random, Func<RatStyle?, RatPoser> make)
    {
        if (kind.Style == 0)
            return (null, make(null), bouts);
        var share = 1.0;
        for (var draws = 1; ; draws++)
        {
            var style = new RatStyle(RandomStream.For(random.NextUInt64(), 0), share * kind.Style, share * kind.Leaning);
            var poser = make(style);
            var held = bouts.ConvertAll(b => b.Held is { } posture ? b with { Held = poser.Standing(posture, style.On) } : b);
            if (!held.Zip(bouts).Any(b => b.First.Held is null && b.Second.Held is not null) || share < Least)
                return (style, poser, held);
            if (draws % Draws == 0)
                share *= 0.8;
        }
    }

    private Recording ToRecording(GeneratorRequest request, List<Clip> clips, List<string> behaviourNames, double[] poses, double[] behaviours)
    {
        var (time, width) = (TimeBase.Regular(request.Rate), request.Model.Info.PositionCount);
        return new(
            $"synthetic-rat-clips-{request.Seed}",
            [
                new() { Name = ChannelNames.Positions, Unit = "1", Shape = [behaviours.Length, width], Values = poses, Time = time, Labels = RatGenerator.PositionNames(request.Model) },
                new() { Name = ChannelNames.Behaviour, Unit = "1", Shape = [behaviours.Length], Values = behaviours, Time = time, Labels = behaviourNames },
                new() { Name = ChannelNames.Clips, Unit = "1", Shape = [clips.Count], Values = [.. clips.Select(c => (double)c.First)], Labels = [.. clips.Select(c => c.Name)] },
            ],
            new Provenance
            {
                Origin = $"generator {id}",
                Synthetic = true,
                Notes = ["Synthetic: no animal was recorded. Kinematic: no forces were computed. Floor at z = 0."],
                Settings = new Dictionary<string, string> { ["seed"] = $"{request.Seed}", ["clips"] = $"{clips.Count}", ["rate"] = $"{request.Rate}" }.Concat(request.Settings).ToDictionary(),
            });
    }

    /// <summary>A clip that is to be made.</summary>
    private sealed record Clip(RatClipKind Kind, int Index, string Name, int First, int Frames);
}
