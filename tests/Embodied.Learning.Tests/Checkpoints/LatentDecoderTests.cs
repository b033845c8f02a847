using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Tests.Checkpoints;

/// <summary>The decoder of an agent does what the whole agent does with the same latent, and sees nothing of its goal.</summary>
public sealed class LatentDecoderTests : IDisposable
{
    private static readonly Channel[] Seen = [new("goal/near", 1, "m"), new("joints", 2, "rad"), new("goal/far", 1, "m"), new("touch", 1, "1")];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_latent_leads_to_the_same_actions_as_in_the_whole_agent(int memory)
    {
        Write(Nets.Latent(memory));
        var (agent, decoder) = (SavedAgent.Open(_folder["a.agent"]), LatentDecoder.Open(_folder["a.agent"]));
        Assert.Equal(7, decoder.LatentSize);
        Assert.Equal(["joints", "touch"], decoder.Senses.Select(c => c.Name));
        var (whole, behind) = (new float[agent.Info.StateSize], new float[decoder.StateSize]);
        var (probes, expected, found) = (new float[agent.Info.Probes.Size], new float[Nets.Actions], new float[Nets.Actions]);
        for (var step = 0; step < 8; step++)
        {
            var observation = Nets.Gaussians(agent.ObservationSize, (ulong)step, 3);
            agent.Act(new() { Count = 1, Observations = observation, States = whole, Actions = expected, Probes = probes });
            var latent = probes.AsSpan(agent.Info.Probes.OffsetOf("latent/sample"), 7).ToArray();
            // What the encoder alone sees does not matter.
            (observation[0], observation[3]) = (1e6f, -1e6f);

            decoder.Act(latent, observation, behind, found);

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Another_latent_leads_elsewhere_and_acting_allocates_nothing()
    {
        Write(Nets.Latent(13));
        var decoder = LatentDecoder.Open(_folder["a.agent"]);
        var (state, observation, first, second) = (new float[decoder.StateSize], new float[5], new float[Nets.Actions], new float[Nets.Actions]);
        var (latent, other) = (Nets.Gaussians(7, 1), Nets.Gaussians(7, 2));
        decoder.Act(latent, observation, new float[decoder.StateSize], first);
        decoder.Act(other, observation, new float[decoder.StateSize], second);
        Assert.NotEqual(first, second);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            decoder.Act(latent, observation, state, first);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_agent_without_a_latent_is_refused()
    {
        Write(new(Nets.Spec("mlp"), new Layout(Seen), Nets.Actions));

        Assert.Contains("has 0 latents between what it sees and what it does", Assert.Throws<InputException>(() => LatentDecoder.Open(_folder["a.agent"])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(NetworkShape shape)
    {
        var moments = new RunningMoments(shape.ObservationSize);
        moments.Add(Nets.Gaussians(50 * shape.ObservationSize, 3, 2));
        new Checkpoint
        {
            Facts = new() { Network = shape.Spec, Observation = Seen, Action = [new("legs", Nets.Actions, "1", -1, 1)], ControlTimestep = 0.02 },
            Parameters = Nets.Parameters(shape),
            Observations = moments,
        }.Write(_folder["a.agent"]);
    }
}
