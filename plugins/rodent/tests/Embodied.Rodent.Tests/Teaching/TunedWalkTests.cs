using System.Diagnostics;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>Tuning the teacher to a faster walk than its gain sets can follow. Takes minutes: run with <c>-explicit only</c>.</summary>
public sealed class TunedWalkTests
{
    private static readonly int[] Windows = [0, 37, 74, 111, 148, 185, 222];

    [Theory(Explicit = true)]
    [InlineData(0.1)]
    [InlineData(0.18)]
    public void TuningLetsTheTeacherWalkToTheEnd(double speed)
    {
        using var rat = new TeachingRat();
        var motion = rat.Walking(speed, 10);
        var options = new TuningOptions { Population = 20, Generations = 5, Threads = 2 };
        var watch = Stopwatch.StartNew();

        var tuned = new GainTuner(rat.Taught, options).Tune([motion], TeacherGainSets.Common, null, null, TestContext.Current.CancellationToken);

        var clean = rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, tuned.Gains), motion, Windows);
        var disturbed = rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, tuned.Gains), motion, Windows, new TrialOptions { Disturbance = new() { PushEvery = 1 } });
        TestContext.Current.SendDiagnosticMessage("{0} tuned in {1:F0} s, cost {2:F3} from {3:F3}, history {4}", speed, watch.Elapsed.TotalSeconds, tuned.Cost, tuned.StartCost, string.Join(' ', tuned.History.Select(c => $"{c:F3}")));
        TestContext.Current.SendDiagnosticMessage("{0} clean  {1}", speed, clean);
        TestContext.Current.SendDiagnosticMessage("{0} pushed {1}", speed, disturbed);
        TestContext.Current.SendDiagnosticMessage("{0}", TeacherGainsFile.ToText(tuned.Gains));
        Assert.Equal(1, clean.TrackShare);
    }
}
