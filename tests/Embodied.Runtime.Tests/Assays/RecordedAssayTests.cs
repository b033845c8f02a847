using Embodied.Runtime.Assays;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Tests.Assays;

/// <summary>What a recorded assay keeps of the body and of what each episode shows.</summary>
public sealed class RecordedAssayTests
{
    [Fact]
    public void Frames_say_what_the_episode_shows()
    {
        var recording = Record("named");
        var (lengths, behaviour) = (recording.Find(AssayChannels.Lengths)!.Values, recording.Find(ChannelNames.Behaviour)!);

        Assert.Equal(["amble", "run"], behaviour.Labels);
        Assert.Equal(lengths.SelectMany((l, e) => Enumerable.Repeat(e % 2 == 0 ? 1.0 : 0, (int)l)), behaviour.Values);
        Assert.Null(Record("plain").Find(ChannelNames.Behaviour));
    }

    [Fact]
    public void Velocities_and_the_centre_of_mass_are_kept_on_the_same_frames()
    {
        var recording = Record("named");
        var (positions, velocities, centre) = (recording.Find(ChannelNames.Positions)!, recording.Find(ChannelNames.Velocities)!, recording.Find(ChannelNames.CentreOfMass)!);
        var frames = positions.Shape[0];

        Assert.Equal([frames, 3], velocities.Shape);
        Assert.Equal([frames, 3], centre.Shape);
        Assert.Equal("world", centre.Frame);

        // The rover is one segment: its centre moves as its root does.
        var first = (int)recording.Find(AssayChannels.Lengths)!.Values[0];
        for (var f = 1; f < first; f++)
            for (var axis = 0; axis < 2; axis++)
                Assert.Equal(positions.Values[(f * 3) + axis] - positions.Values[axis], centre.Values[(f * 3) + axis] - centre.Values[axis], 1e-9);
    }

    [Fact]
    public void A_drawn_rollout_is_the_same_on_any_number_of_threads()
    {
        float[] Rollout(int threads, ulong seed)
        {
            var job = AssayWorld.Job(r => new Driver(r.Observation.Size, 2)) with { Record = true, Sampled = true, Threads = threads, Seed = seed };
            var recording = new AssayRunner(AssayWorld.Catalog).Run(job, cancel: TestContext.Current.CancellationToken).Conditions[0].Recording!;
            return [.. recording.Channels.Where(c => c.Time is not null).SelectMany(c => c.Values).Select(v => (float)v)];
        }

        Assert.Equal(Rollout(1, seed: 3), Rollout(2, seed: 3));
        Assert.NotEqual(Rollout(1, seed: 3), Rollout(1, seed: 4));
    }

    private static Recording Record(string condition) =>
        new AssayRunner(AssayWorld.Catalog).Run(AssayWorld.Job(r => new Driver(r.Observation.Size, 0)) with { Record = true, Conditions = [condition] }, cancel: TestContext.Current.CancellationToken).Conditions[0].Recording!;
}
