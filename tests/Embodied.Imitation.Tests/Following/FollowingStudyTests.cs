using Embodied.Runtime.Following;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Following;

public sealed class FollowingStudyTests : IDisposable
{
    private static readonly LatentUse[] Everything = [LatentUse.Mean, LatentUse.Sampled, LatentUse.Removed, LatentUse.Shuffled];

    private readonly FollowedWalker _walker = new();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void Every_use_of_the_latent_is_a_row_and_threads_change_nothing()
    {
        var one = Run(1);
        var two = Run(2);

        Assert.Equal(["agent", "latent sampled", "latent removed", "latent shuffled", "zero action", "hold start pose", "servos", "teacher"], one.Actors.Select(a => a.Name));
        Assert.Equal(one.Actors.SelectMany(a => a.Trials).Select(Bits), two.Actors.SelectMany(a => a.Trials).Select(Bits));
        Assert.Equal(one.Variability, two.Variability);
        Assert.Equal(4, one.Actors.Take(4).Select(a => Bits(a.Trials[0])).Distinct().Count());
        Assert.All(one.Variability!, v => Assert.InRange(v, 1e-6, 1));

        FollowingResult Run(int threads) => _walker.Run(j => j with { Latents = Everything, Draws = 8 }, threads);
    }

    [Fact]
    public void Looking_at_the_latent_changes_nothing() =>
        Assert.Equal(
            _walker.Run(j => j with { Baselines = [] }).Agent.Trials.Select(Bits),
            _walker.Run(j => j with { Baselines = [], Draws = 4 }).Agent.Trials.Select(Bits));

    /// <summary>A teacher behind a mirror of an unchanged body is the teacher.</summary>
    [Fact]
    public void A_perturbation_by_nothing_changes_nothing()
    {
        var result = _walker.Run(j => j with { Perturbations = Perturbation.Read("", "mass=1") });

        var (agent, teacher) = (result.Conditions[0].Actors[0], result.Conditions[0].Actors[1]);
        Assert.Equal(result.Agent.Trials.Select(Bits), agent.Trials.Select(Bits));
        // The mirror reads rotations that were normalised once more: the last bits.
        Assert.All(result.Teacher!.Trials.Zip(teacher.Trials), pair => Assert.Equal(pair.First.Segment, pair.Second.Segment, 1e-9));
    }

    [Theory]
    [InlineData("mass=2", true)]
    [InlineData("friction=0.02", true)]
    [InlineData("push=1", false)]
    [InlineData("noise=0.5", false)]
    [InlineData("delay=2", true)]
    public void A_perturbation_is_felt_by_agent_and_teacher_on_any_number_of_threads(string perturbation, bool mirrored)
    {
        var perturbations = Perturbation.Read("", perturbation);
        var result = _walker.Run(j => j with { Perturbations = perturbations });
        var condition = result.Conditions.Single();

        Assert.Equal(["agent", "teacher"], condition.Actors.Select(a => a.Name));
        Assert.All(condition.Actors.Zip([result.Agent, result.Teacher!]), pair => Assert.NotEqual(pair.Second.Trials.Select(Bits), pair.First.Trials.Select(Bits)));
        Assert.True(!mirrored || Error(condition.Actors[1]) > Error(result.Teacher!));
        var again = _walker.Run(j => j with { Perturbations = perturbations }, threads: 2).Conditions.Single();
        Assert.Equal(condition.Actors.SelectMany(a => a.Trials).Select(Bits), again.Actors.SelectMany(a => a.Trials).Select(Bits));
    }

    [Fact]
    public void Courses_go_on_to_the_end_of_the_window_and_parts_average_to_the_whole()
    {
        var result = _walker.Run();

        foreach (var trial in result.Actors.SelectMany(a => a.Trials))
        {
            Assert.Equal(40, trial.Trace!.Course.Count);
            Assert.True(trial.MimicComplete || trial.MimicSeconds < 0.8);
            if (trial.Trace.Segments.Count > 0)
                Assert.Equal(trial.Segment, trial.Trace.Segments.Average(), 1e-12);
            if (trial.Trace.Joints.Count > 0)
                Assert.Equal(trial.Joint, trial.Trace.Joints.Average(), 1e-12);
        }

        Assert.Equal(["trunk", "shank0", "shank1", "shank2", "shank3"], result.Parts.Select(p => p.Name));
        // Hips move thighs, which are not tracked: they are the trunk's.
        Assert.Equal([0, 2, 4, 6], result.Parts[0].Joints);
        Assert.Equal([1], result.Parts[1].Joints);
    }

    [Fact]
    public void What_has_no_latent_is_told_so()
    {
        var error = Assert.Throws<InputException>(() => _walker.Run(j => j with { Controller = r => FollowedWalker.Agent(r, null), Latents = [LatentUse.Removed], Baselines = [] }));

        Assert.Contains("has no stochastic latent", error.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => FollowingStudy.RequireLatent("zero", null));
    }

    [Theory]
    [InlineData("weight=2", "is of the kind 'weight'; expected mass, friction, push, noise, size, delay")]
    [InlineData("mass", "has no values")]
    [InlineData("mass=heavy", "has mass 'heavy'; expected a factor of 0.01 to 100")]
    [InlineData("mass=0", "expected a factor")]
    [InlineData("delay=1.5", "expected a whole number of control steps")]
    [InlineData("size=20", "expected a factor of 0.1 to 10")]
    [InlineData("push=nan", "expected a speed")]
    [InlineData("noise=-1", "expected a share of action")]
    public void A_perturbation_that_cannot_be_is_told(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Perturbation.Read("--perturb", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_body_that_comes_in_one_size_is_told_so_before_anything_is_measured()
    {
        var error = Assert.Throws<InputException>(() => _walker.Run(j => j with { Controller = _ => throw new NotSupportedException(), Perturbations = Perturbation.Read("", "size=1.1") }));

        Assert.Contains("a body from a file has no scale", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_the_latent_are_read_once_each_and_unknown_ones_are_told()
    {
        Assert.Equal([LatentUse.Removed, LatentUse.Mean], LatentUses.Read("--latent", ["removed,mean", "removed"]));
        Assert.Contains("is 'gone'; expected mean, sampled, removed, shuffled", Assert.Throws<InputException>(() => LatentUses.Read("--latent", ["gone"])).Message, StringComparison.Ordinal);
    }

    private static double Error(FollowingActor actor) => actor.Trials.Sum(t => t.Trace!.Course.Average());

    // Arrays of records are equal by reference.
    private static string Bits(Embodied.Imitation.Teaching.Trials.TrialResult trial) => $"{trial with { Trace = null }} {string.Join(' ', trial.Trace!.Course)}";
}
