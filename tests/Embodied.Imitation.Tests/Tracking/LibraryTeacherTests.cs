using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Imitation.Tests.Teaching;
using Embodied.Imitation.Tracking;
using Embodied.Sdk.Bodies;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class LibraryTeacherTests : IDisposable
{
    private readonly SmallWalker _walker = new();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void Every_clip_gets_gains_that_are_in_the_book_and_a_clip_nobody_knows_those_of_most()
    {
        var (book, report) = Teach(threads: 1);

        Assert.Equal(["stand-0", "stand-1", "stand-2", "step-0"], book.Clips.Keys.Order(StringComparer.Ordinal));
        Assert.All(book.Clips.Values.Append(book.Otherwise), n => Assert.Equal(TeacherGainSets.All[n], book.Gains[n]));
        Assert.Equal(book.Clips["stand-1"], book.Otherwise);
        Assert.Same(book.Gains[book.Otherwise], book.For("another").At(0));
        Assert.Equal(8, book.ActionScales.Count);
        Assert.All(book.ActionScales, s => Assert.InRange(s, 1e-3, 1));
        Assert.Equal(["stand", "step"], report.Select(r => r.Behaviour));
        Assert.Equal(1, report[0].Clean.MimicShare);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var (one, two) = (Teach(threads: 1).Book, Teach(threads: 2).Book);

        Assert.Equal(one.ActionScales, two.ActionScales);
        Assert.Equal(one.Clips, two.Clips);
    }

    [Fact]
    public void Behaviours_that_go_and_stay_are_taught_beside_others_that_needed_gains_of_their_own()
    {
        ReferenceMotion[] motions =
        [
            _walker.Motion(1.2).Named("stand-0", "stand"),
            _walker.Carried(1.2, t => 0.1 * t).Named("go-0", "go"),
            _walker.Carried(2.4, t => 0.1 * Math.Max(0, t - 1.2)).Named("start-0", "start"),
            _walker.Carried(2.4, t => 0.1 * Math.Min(1.2, t)).Named("stop-0", "stop"),
        ];

        var (book, report) = Teach(motions, new() { Generations = 1, Population = 4, Windows = 1, Threads = 2 });

        Assert.Equal(["go-0", "stand-0", "start-0", "stop-0"], book.Clips.Keys.Order(StringComparer.Ordinal));
        Assert.All(book.Clips.Values, n => Assert.Contains(n, book.Gains.Keys));
        Assert.Equal(["go", "stand", "start", "stop"], report.Select(r => r.Behaviour));
    }

    [Fact]
    public void A_behaviour_that_asks_for_more_than_the_motors_have_is_said_to()
    {
        var step = _walker.Motion(2.4, 0, 0.3);

        var (_, report) = Teach([_walker.Motion(1.2).Named("stand-0", "stand"), _walker.Faster(step, 4).Named("hurry-0", "hurry")], new() { Generations = 0, Threads = 2 });

        var (hurry, stand) = (report[0], report[1]);
        Assert.Equal(("hurry", "stand"), (hurry.Behaviour, stand.Behaviour));
        Assert.Empty(stand.Overtaxed);
        Assert.All(hurry.Overtaxed, d => Assert.True(d is { Beyond: > 0 and <= 1, Largest: > 1 }, $"{d}"));
        Assert.Contains("knee", hurry.Overtaxed[0].Actuator, StringComparison.Ordinal);
    }

    private (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Teach(int threads)
    {
        ReferenceMotion[] motions = [.. Enumerable.Range(0, 3).Select(i => _walker.Motion(1.2, 0.004 * i).Named($"stand-{i}", "stand")), _walker.Motion(1.2, 0, 0.2).Named("step-0", "step")];
        return Teach(motions, new() { Generations = 0, Threads = threads });
    }

    private (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Teach(ReferenceMotion[] motions, TuningOptions options)
    {
        string[] names = [.. Enumerable.Range(0, _walker.Model.Info.PositionCount).Select(i => $"q{i}")];
        var library = new ReferenceLibrary("test/walker", BodyOptions.Default, names, [.. motions.Select(m => new ReferenceClip(m, false))], synthetic: true);
        return new LibraryTeacher(_walker.Taught(), options).Teach(library, null, null, TestContext.Current.CancellationToken);
    }
}
