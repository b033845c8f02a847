using Embodied.Mujoco;
using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Checks;
using Embodied.Sdk.Bodies;
using Embodied.Tests;

namespace Embodied.Runtime.Tests.Checks;

public sealed class BodyCheckTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"body-check-{Guid.NewGuid():N}.xml");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_published_body_passes_every_check()
    {
        var report = Check(MjcfBodyReader.Read(SharedData.Require("data/rodent/dm_control/rodent.xml")));
        Assert.All(report.Results, r => Assert.True(r.Outcome == CheckOutcome.Passed, $"{r.Name}: {r.Detail}"));
        Assert.True(report.Passed);
        Assert.Equal(
            ["schema", "compiles", "masses", "stays finite", "reset repeats itself", "steps without allocating", "controls", "joint ranges", "roles", "keypoints", "memory"],
            report.Results.Select(r => r.Name));
        Assert.NotEmpty(report.Notes);
    }

    [Fact]
    public void A_body_that_does_not_compile_skips_the_rest()
    {
        var report = Check(Read("<body name=\"a\"><geom size=\"0.1\"/><body name=\"b\"><joint/></body></body>"));
        Assert.Equal(CheckOutcome.Passed, Result(report, "schema").Outcome);
        Assert.Equal(CheckOutcome.Failed, Result(report, "compiles").Outcome);
        Assert.All(report.Results.Skip(2), r => Assert.Equal(CheckOutcome.Skipped, r.Outcome));
        Assert.False(report.Passed);
    }

    [Fact]
    public void A_joint_that_starts_outside_of_its_range_is_named()
    {
        var report = Check(Read("""
            <body name="a"><geom size="0.1"/><body name="b" pos="0 0 1"><joint name="knee" range="10 20"/><geom size="0.1"/></body></body>
            """));
        Assert.Contains("1 start outside of their range", Result(report, "joint ranges").Detail, StringComparison.Ordinal);
        Assert.Contains("'knee' at 0 of 0.1745 … 0.3491", Result(report, "joint ranges").Detail, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Passed, Result(report, "joint ranges").Outcome);
        Assert.StartsWith("none: the body has no actuators", Result(report, "controls").Detail, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Passed, Result(report, "reset repeats itself").Outcome);
    }

    [Fact]
    public void A_body_that_explodes_is_found()
    {
        var report = Check(Read("""
            <body name="a"><geom size="0.1"/><body name="b" pos="0 0 0.3"><joint name="knee" damping="-5000"/><geom size="0.1" pos="0.1 0 0"/></body></body>
            """));
        Assert.Contains("diverged after", Result(report, "stays finite").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skeleton_that_names_no_keypoint_is_found()
    {
        var body = MjcfBodyReader.Read(
            Write("<body name=\"a\"><geom size=\"0.1\"/></body>"),
            new BodyRoles { Root = "a", Keypoints = [new Keypoint { Name = "Tip", Segment = "a" }], Skeleton = [new("Tip", "Top")] });
        var result = Result(Check(body), "keypoints");
        Assert.Equal(CheckOutcome.Failed, result.Outcome);
        Assert.Contains("'Top'", result.Detail, StringComparison.Ordinal);
    }

    private static BodyCheckReport Check(IBody body) => new BodyCheck(new MujocoBackend()).Run(body);

    private static CheckResult Result(BodyCheckReport report, string name) => report.Results.Single(r => r.Name == name);

    private MjcfBody Read(string bodies) => MjcfBodyReader.Read(Write(bodies));

    private string Write(string bodies)
    {
        File.WriteAllText(_file, $"<mujoco><worldbody>{bodies}</worldbody></mujoco>");
        return _file;
    }
}
