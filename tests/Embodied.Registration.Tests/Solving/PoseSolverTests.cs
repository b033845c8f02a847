using Embodied.Registration.Solving;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Randomness;

namespace Embodied.Registration.Tests.Solving;

public sealed class PoseSolverTests
{
    private static readonly SolverSettings Exact = new(Ridge: 0, Smoothness: 0, Tolerance: 1e-14, Damping: 1e-4);

    [Theory]
    [InlineData(RootFreedom.Free)]
    [InlineData(RootFreedom.Fixed)]
    public void PointDerivativesMatchFiniteDifferences(RootFreedom root)
    {
        using var model = Walker.Model(root);
        using var kinematics = model.CreateKinematics();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        var pose = root == RootFreedom.Free ? Walker.Poses(model, 8)[^model.Info.PositionCount..] : [.3, .2, .4, -.5, .1, .6, .2];
        const double Step = 1e-6;
        var analytic = new double[3 * model.Info.VelocityCount];
        var (at, ahead, behind) = (new double[3], new double[3], new double[3]);
        for (var k = 0; k < Walker.Count; k++)
        {
            kinematics.Pose(pose);
            MarkerPlacement.Place(kinematics.Frames, body.Segments[k], body.Offsets.AsSpan(3 * k, 3), at);
            kinematics.PointJacobian(body.Segments[k], at, analytic);
            for (var v = 0; v < model.Info.VelocityCount; v++)
            {
                Shifted(v, Step, ahead);
                Shifted(v, -Step, behind);
                for (var i = 0; i < 3; i++)
                    Assert.Equal((ahead[i] - behind[i]) / (2 * Step), analytic[(i * model.Info.VelocityCount) + v], 1e-8);
            }

            void Shifted(int v, double step, double[] result)
            {
                var moved = (double[])pose.Clone();
                var velocity = new double[model.Info.VelocityCount];
                velocity[v] = 1;
                kinematics.Integrate(moved, velocity, step);
                kinematics.Pose(moved);
                MarkerPlacement.Place(kinematics.Frames, body.Segments[k], body.Offsets.AsSpan(3 * k, 3), result);
            }
        }
    }

    [Fact]
    public void OnlyDegreesThatMoveAKeypointAreSolved()
    {
        using var model = Walker.Model();
        var body = BodyBinding.Bind(model, Walker.Roles, "");

        Assert.Equal(Enumerable.Range(0, 12), body.Degrees.Select(d => d.Velocity));
        Assert.All(body.Degrees.Take(6), d => Assert.False(d.IsScalar));
        Assert.All(body.Degrees.Skip(6), d => Assert.True(d.IsHinge));
        Assert.Equal([0, 1, 2, 3, 4, 5], body.Movers[0]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], body.Movers[6]);
        Assert.Equal(.1, body.Rest[^1]);
    }

    [Fact]
    public void FindsKnownPosesFromRest()
    {
        using var model = Walker.Model();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        using var solver = new PoseSolver(body, Exact);
        var nq = model.Info.PositionCount;
        var poses = Walker.Poses(model, 200);
        var markers = Walker.Markers(model, poses);
        for (var t = 0; t < 200; t += 7)
        {
            var pose = (double[])body.Rest.Clone();
            var target = Target(body, markers.AsSpan(t * Walker.Count * 3, Walker.Count * 3));
            RootPlacement.Place(solver, pose, target);
            var cost = solver.Solve(pose, target, 60);
            Assert.InRange(cost, 0, 1e-14);
            for (var i = 7; i < nq - 1; i++)
                Assert.Equal(poses[(t * nq) + i], pose[i], 1e-6);
            for (var i = 0; i < 3; i++)
                Assert.Equal(poses[(t * nq) + i], pose[i], 1e-7);
        }
    }

    [Fact]
    public void StopsAtLimitsAndIsBestThere()
    {
        using var model = Walker.Model();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        using var solver = new PoseSolver(body, Exact);
        var random = new RandomStream(3);
        for (var trial = 0; trial < 20; trial++)
        {
            var points = Walker.Markers(model, Walker.Poses(model, 1), noise: 0.02, seed: (ulong)trial);
            var pose = (double[])body.Rest.Clone();
            var target = Target(body, points);
            RootPlacement.Place(solver, pose, target);
            var cost = solver.Solve(pose, target, 300);
            foreach (var degree in body.Degrees.Where(d => d.IsScalar))
                Assert.InRange(pose[degree.Position], degree.Low, degree.High);
            for (var i = 0; i < 50; i++)
                Assert.True(cost <= CostNear(solver, body, pose, target, ref random) + 1e-12);
        }
    }

    [Fact]
    public void MissingKeypointsDoNotCount()
    {
        using var model = Walker.Model();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        using var solver = new PoseSolver(body, Exact);
        var poses = Walker.Poses(model, 1);
        var markers = Walker.Markers(model, poses);
        markers.AsSpan(3 * 4, 3).Fill(double.NaN);
        markers.AsSpan(3 * 1, 3).Fill(double.NaN);
        var weights = Enumerable.Range(0, Walker.Count).Select(k => k is 4 or 1 ? 0.0 : 1).ToArray();
        var pose = (double[])body.Rest.Clone();
        var target = new PoseTarget { Points = markers, Weights = weights, Offsets = body.Offsets };
        RootPlacement.Place(solver, pose, target);

        Assert.InRange(solver.Solve(pose, target, 60), 0, 1e-14);
        for (var i = 7; i < pose.Length - 1; i++)
            Assert.Equal(poses[i], pose[i], 1e-6);
    }

    [Fact]
    public void AllocatesNothing()
    {
        using var model = Walker.Model();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        using var solver = new PoseSolver(body, Exact);
        var points = Walker.Markers(model, Walker.Poses(model, 1), noise: 0.005);
        var pose = (double[])body.Rest.Clone();
        var weights = Enumerable.Repeat(1.0, Walker.Count).ToArray();
        Once();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Once();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Once()
        {
            body.Rest.CopyTo(pose, 0);
            var target = new PoseTarget { Points = points, Weights = weights, Offsets = body.Offsets, Previous = body.Rest };
            RootPlacement.Place(solver, pose, target);
            solver.Solve(pose, target, 20);
        }
    }

    private static PoseTarget Target(BodyBinding body, ReadOnlySpan<double> points) =>
        new() { Points = points, Weights = body.Weights, Offsets = body.Offsets };

    private static double CostNear(PoseSolver solver, BodyBinding body, double[] pose, in PoseTarget target, ref RandomStream random)
    {
        var other = (double[])pose.Clone();
        var velocities = new double[body.Model.Info.VelocityCount];
        for (var i = 0; i < velocities.Length; i++)
            velocities[i] = random.NextUniform(-1, 1) * (i < 3 ? 0.0005 : 0.01);
        solver.Kinematics.Integrate(other, velocities, 1);
        return solver.Solve(other, target, 0);
    }
}
