using CsCheck;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Mujoco.Tests.Native;

public sealed class KinematicsTests : IDisposable
{
    private readonly MujocoModel _model = MujocoModel.Load(Scenes.Chain());
    private readonly IKinematics _kinematics;

    public KinematicsTests() => _kinematics = _model.CreateKinematics();

    public void Dispose()
    {
        _kinematics.Dispose();
        _model.Dispose();
    }

    // Planar arm by hand: the ankle turns about y at the end of a straight leg.
    [Fact]
    public void Poses_as_the_closed_form_says()
    {
        double[] q = [1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0, 0.7, 0, 0];
        _kinematics.Pose(q);
        var foot = _kinematics.Frames.Positions.Slice(9, 3);
        Assert.Equal([1 + 0.1 + 0.15, 2, 3 - 0.05], foot.ToArray().Select(x => Math.Round(x, 12)));
        Assert.Equal(Math.Cos(0.35), _kinematics.Frames.Orientations[12], 12);
        Assert.Equal(Math.Sin(0.35), _kinematics.Frames.Orientations[14], 12);
        Assert.Equal(Math.Sin(0.7), _kinematics.Frames.Rotations[27 + 2], 12);
    }

    [Fact]
    public void Poses_as_the_simulation_does()
    {
        using var simulation = _model.CreateSimulation();
        simulation.State.Controls[0] = 1;
        for (var i = 0; i < 20; i++)
        {
            simulation.Step(7);
            _kinematics.Pose(simulation.State.Positions);
            Close(simulation.State.SegmentPositions, _kinematics.Frames.Positions, 1e-14);
            Close(simulation.State.SegmentRotations, _kinematics.Frames.Rotations, 1e-14);
            Close(simulation.State.SegmentOrientations, _kinematics.Frames.Orientations, 1e-14);
        }
    }

    [Fact]
    public void The_caller_keeps_its_positions()
    {
        double[] q = [0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
        var before = q.ToArray();
        _kinematics.Pose(q);
        Assert.Equal(before, q);
    }

    // Second-order central differences along the tangent space.
    [Fact]
    public void Point_jacobians_are_the_derivatives_of_points() => Poses.Sample(pose =>
    {
        const double H = 1e-6;
        var (q, segment, local) = pose;
        _kinematics.Pose(q);
        var jacobian = new double[3 * 12];
        _kinematics.PointJacobian(segment, World(segment, local), jacobian);
        var step = new double[12];
        for (var v = 0; v < 12; v++)
        {
            step[v] = 1;
            var plus = Moved(q, step, H, segment, local);
            var minus = Moved(q, step, -H, segment, local);
            step[v] = 0;
            for (var row = 0; row < 3; row++)
                Assert.Equal((plus[row] - minus[row]) / (2 * H), jacobian[(row * 12) + v], 1e-7);
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void Differentiating_undoes_integrating() => Poses.Sample(pose =>
    {
        var (q, segment, local) = pose;
        var random = RandomStream.For(3, (ulong)segment);
        var velocities = new double[12];
        for (var v = 0; v < 12; v++) velocities[v] = local[0] + random.NextUniform(-3, 3);
        const double Time = 0.1;
        var moved = q.ToArray();
        _kinematics.Integrate(moved, velocities, Time);
        Assert.Equal(1, moved.AsSpan(3, 4).ToArray().Sum(x => x * x), 1e-12);
        Assert.Equal(1, moved.AsSpan(7, 4).ToArray().Sum(x => x * x), 1e-12);
        var found = new double[12];
        _kinematics.Differentiate(q, moved, Time, found);
        Close(velocities, found, 1e-9);
    }, iter: 100, threads: 1);

    [Fact]
    public void Motion_axes_say_how_points_move() => Poses.Sample(pose =>
    {
        _kinematics.Pose(pose.Positions);
        var (axes, jacobian) = (new double[72], new double[36]);
        _kinematics.MotionAxes(axes);
        _kinematics.PointJacobian(pose.Segment, pose.Local, jacobian);
        for (var v = 0; v < 12; v++)
        {
            var (s, p) = (axes[(6 * v)..(6 * (v + 1))], pose.Local);
            double[] moved = [s[3] + (s[1] * p[2]) - (s[2] * p[1]), s[4] + (s[2] * p[0]) - (s[0] * p[2]), s[5] + (s[0] * p[1]) - (s[1] * p[0])];
            // A dimension that does not move the segment has no derivative.
            double[] expected = [jacobian[v], jacobian[12 + v], jacobian[24 + v]];
            if (expected.Any(x => x != 0))
                Close(expected, moved, 1e-12);
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void Frames_begin_at_the_initial_configuration()
    {
        using var simulation = _model.CreateSimulation();
        simulation.Reset();
        using var fresh = _model.CreateKinematics();
        Close(simulation.State.SegmentRotations, fresh.Frames.Rotations, 1e-14);
    }

    [Fact]
    public void Works_without_allocating()
    {
        var q = new double[14];
        _model.CreateSimulation().State.Positions.CopyTo(q);
        var (jacobian, axes, velocities, sum) = (new double[36], new double[72], new double[12], 0.0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            _kinematics.Pose(q);
            _kinematics.PointJacobian(3, _kinematics.Frames.Positions.Slice(9, 3), jacobian);
            _kinematics.MotionAxes(axes);
            _kinematics.Integrate(q, velocities, 0.1);
            _kinematics.Differentiate(q, q, 0.1, velocities);
            sum += jacobian[0];
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(50, sum, 12);
    }

    [Fact]
    public void Spans_of_the_wrong_length_and_unknown_segments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _kinematics.Pose(new double[13]));
        Assert.Throws<ArgumentException>(() => _kinematics.PointJacobian(1, new double[2], new double[36]));
        Assert.Throws<ArgumentException>(() => _kinematics.PointJacobian(1, new double[3], new double[35]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _kinematics.PointJacobian(5, new double[3], new double[36]));
        Assert.Throws<ArgumentException>(() => _kinematics.Integrate(new double[14], new double[14], 1));
    }

    private static Gen<(double[] Positions, int Segment, double[] Local)> Poses { get; } =
        Gen.Select(Gen.Double[-1, 1].Array[14], Gen.Int[1, 4], Gen.Double[-0.2, 0.2].Array[3]).Select((q, segment, local) =>
        {
            Normalize(q.AsSpan(3, 4));
            Normalize(q.AsSpan(7, 4));
            return (q, segment, local);
        });

    private static void Normalize(Span<double> quaternion)
    {
        quaternion[0] += 2;
        var norm = Math.Sqrt(quaternion.ToArray().Sum(x => x * x));
        foreach (ref var x in quaternion) x /= norm;
    }

    private double[] Moved(double[] q, double[] velocities, double step, int segment, double[] local)
    {
        var moved = q.ToArray();
        _kinematics.Integrate(moved, velocities, step);
        _kinematics.Pose(moved);
        return World(segment, local);
    }

    private double[] World(int segment, double[] local)
    {
        var origin = _kinematics.Frames.Positions.Slice(3 * segment, 3);
        var rotation = _kinematics.Frames.Rotations.Slice(9 * segment, 9);
        var point = origin.ToArray();
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++)
                point[row] += rotation[(3 * row) + column] * local[column];
        return point;
    }

    private static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
