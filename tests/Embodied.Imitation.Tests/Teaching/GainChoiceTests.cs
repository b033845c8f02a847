using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class GainChoiceTests : IDisposable
{
    private static readonly TuningOptions Options = new()
    {
        Population = 6,
        Generations = 1,
        Windows = 2,
        Trial = new() { Duration = 1, Limits = new() { Lowest = 0.052 }, Disturbance = Disturbance.Moderate, StopAtFirstFailure = true },
    };

    private readonly SmallWalker _walker = new();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void AStillMotionNeedsNoTuning()
    {
        var chosen = Choose(_walker.Motion(2), TeacherGainSets.All);

        Assert.True(chosen.Follows);
        Assert.DoesNotContain("tuned", chosen.Name, StringComparison.Ordinal);
        Assert.Equal(TeacherGainSets.All[chosen.Name], chosen.Gains);
        Assert.Equal(chosen, Choose(_walker.Motion(2), TeacherGainSets.All));
    }

    [Fact]
    public void WhereReadyGainsFailTheyAreTuned()
    {
        // Forces at the feet are too dear to carry the body.
        var weak = TeacherGainSets.Common with { ForcePenalty = 1000, JointRate = 1 };

        var chosen = Choose(_walker.Motion(2, 0, 0.3), new Dictionary<string, TeacherGains>(StringComparer.Ordinal) { ["weak"] = weak });

        Assert.Equal("weak, tuned", chosen.Name);
        Assert.InRange(chosen.Cost, 0, Tried(weak) - 0.01);
    }

    [Fact]
    public void NothingToChooseFromIsSaid() =>
        Assert.Throws<InputException>(() => Choose(_walker.Motion(2), new Dictionary<string, TeacherGains>(StringComparer.Ordinal)));

    private double Tried(TeacherGains gains) =>
        new GainChoice(_walker.Taught(), Options with { Generations = 0 })
            .Choose(_walker.Motion(2, 0, 0.3), new Dictionary<string, TeacherGains>(StringComparer.Ordinal) { ["x"] = gains }, null, null, TestContext.Current.CancellationToken).Cost;

    private ChosenGains Choose(Embodied.Imitation.References.ReferenceMotion motion, IReadOnlyDictionary<string, TeacherGains> sets) =>
        new GainChoice(_walker.Taught(), Options).Choose(motion, sets, null, null, TestContext.Current.CancellationToken);
}
