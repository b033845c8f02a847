using Embodied.Analysis.Reports;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Runtime.Following;
using Embodied.Runtime.Following.Reports;

namespace Embodied.Runtime.Tests.Following;

public sealed class FollowingReportTests
{
    private const int Windows = 40;

    [Fact]
    public void Every_question_has_its_section_and_everything_can_be_written()
    {
        var folder = Directory.CreateTempSubdirectory("embodied-").FullName;
        try
        {
            var report = FollowingReport.Build(Result(), ["a note"]);
            ReportWriter.Write(report, folder);

            Assert.Equal(["Everybody", "By behaviour", "By part of the body", "Accumulation over time", "Time until lost", "The latent", "Perturbations", "Notes"], report.Sections.Select(s => s.Heading));
            foreach (var figure in (string[])["everybody", "by-behaviour", "by-part", "accumulation", "time-until-lost", "action-variability", "perturbed"])
                Assert.All([".png", ".svg", ".csv"], end => Assert.True(File.Exists(Path.Combine(folder, figure + end)), figure + end));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_agent_alone_without_questions_has_no_sections_about_them()
    {
        var result = Result();
        var report = FollowingReport.Build(new([.. result.Windows], [result.Agent]) { ControlStep = 0.1, Parts = result.Parts }, []);

        Assert.Equal(["Everybody", "By behaviour", "By part of the body", "Accumulation over time", "Time until lost"], report.Sections.Select(s => s.Heading));
    }

    [Fact]
    public void Parts_are_means_in_millimetres_and_degrees()
    {
        var table = FollowingReport.Build(Result(), []).Sections[2].Tables[0];

        Assert.Equal(["trunk", "foot"], table.Rows.Select(r => r[0]));
        Assert.Equal(10.0, (double)table.Rows[0][2], 1e-9);
        Assert.True(double.IsNaN((double)table.Rows[0][5]));
        Assert.Equal(30.0, (double)table.Rows[1][2], 1e-9);
        Assert.Equal(double.RadiansToDegrees(0.2), (double)table.Rows[1][5], 1e-9);
    }

    [Fact]
    public void Windows_that_end_unbroken_are_censored()
    {
        var table = FollowingReport.Build(Result(), []).Sections[4].Tables[0];
        var agent = table.Rows.Single(r => (string)r[0] == "mimic" && (string)r[1] == "agent");

        // A quarter is lost after half a second.
        Assert.Equal([Windows, Windows / 4, "not reached"], agent.Skip(2).Take(3));
        Assert.Equal(75.0, (double)agent[5], 1e-9);
    }

    [Fact]
    public void A_sentence_says_where_agent_and_teacher_differ()
    {
        string Differ(string rule) => $"Under {rule} the agent completes more windows: mass × 1.2; the teacher completes more windows: 1 step late (McNemar's test on the same windows, 5 % over all conditions); elsewhere they do not differ.";
        Assert.Equal([Differ("mimic"), Differ("track-mjx"), "In windows that both follow the agent is nearer to the motion: unperturbed (paired 95 % intervals); elsewhere they do not differ."], FollowingReport.Verdicts(Result()));
        Assert.Contains("do not differ in any of 2 worlds", FollowingReport.Verdicts(Result() with { Conditions = [Condition("noise=0.1", 30, 31)] })[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Agent_and_teacher_are_compared_window_by_window()
    {
        TrialResult[] agent = [Trial(true, 0.010), Trial(true, 0.010), Trial(false, 0.050), Trial(true, 0.010)];
        TrialResult[] teacher = [Trial(true, 0.012), Trial(false, 0.040), Trial(true, 0.010), Trial(true, 0.014)];

        var pair = FollowingPair.Of("here", agent, teacher);

        Assert.Equal((new OnlyOne(1, 1), new OnlyOne(1, 1), 2, 1.0), (pair.Mimic, pair.Track, pair.Both, pair.Mimic.P));
        Assert.Equal(3, pair.NearerMm.Estimate, 1e-9);
    }

    [Fact]
    public void An_agent_alone_in_other_worlds_is_compared_with_nobody()
    {
        var alone = Result() with { Actors = [Result().Agent], Conditions = [new(Perturbation.Read("", "mass=1.2")[0], [Result().Agent])] };

        Assert.Empty(FollowingReport.Pairs(alone));
        Assert.Equal(["There is nobody to compare the agent with."], FollowingReport.Verdicts(alone));
        Assert.Equal(["perturbations"], FollowingReport.Build(alone, []).Sections.Single(s => s.Heading == "Perturbations").Tables.Select(t => t.Name));
    }

    private static FollowingResult Result()
    {
        FollowingActor Of(string name, int completed) => new(name, [.. Enumerable.Range(0, Windows).Select(i => Trial(i < completed, 0.01 + (name.Length * 0.001)))]);
        return new([.. Enumerable.Range(0, Windows).Select(i => new FollowingWindow(Motion(i % 2 == 0 ? "walk" : "stand"), 0, 1))], [Of("agent", 30), Of("latent removed", 5), Of("teacher", 35)])
        {
            ControlStep = 0.1,
            Parts = [new("trunk", 0, []), new("foot", 1, [0, 1])],
            Variability = [.. Enumerable.Range(0, Windows).Select(i => 0.01 * (1 + (i % 2)))],
            Conditions = [Condition("mass=1.2", 38, 20), Condition("noise=0.1", 30, 31), Condition("delay=1", 1, 20)],
        };
    }

    private static FollowingCondition Condition(string what, int agent, int teacher)
    {
        FollowingActor Of(string name, int completed) => new(name, [.. Enumerable.Range(0, Windows).Select(i => Trial(i < completed, 0.02))]);
        return new(Perturbation.Read("", what)[0], [Of("agent", agent), Of("teacher", teacher)]);
    }

    private static ReferenceMotion Motion(string behaviour) => new(behaviour, behaviour, 0.1, 1, new double[20], 1, new double[20]);

    private static TrialResult Trial(bool completed, double segment) => new()
    {
        Frame = 0,
        Asked = 1,
        MimicSeconds = completed ? 1 : 0.5,
        TrackSeconds = completed ? 1 : 0.4,
        MimicComplete = completed,
        TrackComplete = completed,
        Diverged = false,
        Segment = segment,
        Root = 0.01,
        Angle = 0.1,
        Joint = 0.1,
        Deviation = 0.1,
        Cost = 1,
        Trace = new([.. Enumerable.Range(1, 10).Select(i => i * segment / 10)], [0.01, 0.03], [0.1, 0.3]),
    };
}
