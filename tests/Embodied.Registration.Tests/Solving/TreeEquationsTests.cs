using Embodied.Numerics;
using Embodied.Registration.Solving;
using Embodied.Registration.Tests.Support;
using Embodied.Sdk.Randomness;

namespace Embodied.Registration.Tests.Solving;

/// <summary>The tree's equations against dense normal equations made from point derivatives.</summary>
public sealed class TreeEquationsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StepsAreThoseOfDenseNormalEquations(bool held)
    {
        using var model = Walker.Model();
        using var kinematics = model.CreateKinematics();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        var random = new RandomStream(9);
        var (count, size, velocities) = (Walker.Count, body.Degrees.Length, model.Info.VelocityCount);
        var poses = Walker.Poses(model, 20);
        for (var t = 0; t < 20; t++)
        {
            var residuals = Enumerable.Range(0, 3 * count).Select(_ => 0.01 * random.NextGaussian()).ToArray();
            var weights = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray();
            var isFixed = Enumerable.Range(0, size).Select(i => held && i >= 6 && i % 3 == 0).ToArray();
            kinematics.Pose(poses.AsSpan(t * model.Info.PositionCount, model.Info.PositionCount));
            var markers = new double[3 * count];
            MarkerPlacement.PlaceAll(kinematics.Frames, body.Segments, body.Offsets, markers);

            var dense = Dense(kinematics, body, markers, residuals, weights, velocities);
            var equations = Tree(kinematics, body, markers, residuals, weights, velocities);
            var step = Enumerable.Range(0, size).Select(i => isFixed[i] ? 0.01 * i : 0).ToArray();
            Assert.True(equations.Solve(isFixed, 1e-4, step));

            var expected = Solve(dense.Hessian, dense.Gradient, isFixed, step, 1e-4);
            for (var i = 0; i < size; i++)
            {
                Assert.Equal(dense.Gradient[i], equations.Gradient[i], 1e-12);
                Assert.Equal(expected[i], step[i], 1e-8);
            }
        }
    }

    [Fact]
    public void AxesSayHowPointsMove()
    {
        using var model = Walker.Model();
        using var kinematics = model.CreateKinematics();
        var body = BodyBinding.Bind(model, Walker.Roles, "");
        kinematics.Pose(Walker.Poses(model, 9).AsSpan(^model.Info.PositionCount..));
        var (axes, jacobian, n) = (new double[6 * model.Info.VelocityCount], new double[3 * model.Info.VelocityCount], model.Info.VelocityCount);
        kinematics.MotionAxes(axes);
        double[] p = [0.3, -0.2, 0.1];
        for (var k = 0; k < Walker.Count; k++)
        {
            kinematics.PointJacobian(body.Segments[k], p, jacobian);
            foreach (var v in body.Movers[k].Select(i => body.Degrees[i].Velocity))
            {
                var s = axes.AsSpan(6 * v, 6);
                Assert.Equal(jacobian[v], s[3] + (s[1] * p[2]) - (s[2] * p[1]), 1e-12);
                Assert.Equal(jacobian[n + v], s[4] + (s[2] * p[0]) - (s[0] * p[2]), 1e-12);
                Assert.Equal(jacobian[(2 * n) + v], s[5] + (s[0] * p[1]) - (s[1] * p[0]), 1e-12);
            }
        }
    }

    private static TreeEquations Tree(
        Sdk.Physics.IKinematics kinematics, BodyBinding body, double[] markers, double[] residuals, double[] weights, int velocities)
    {
        var axes = new double[6 * velocities];
        kinematics.MotionAxes(axes);
        var equations = new TreeEquations(body.Tree);
        double[] origin = [0.1, 0.2, -0.3];
        equations.Start(axes, body.Degrees, origin);
        for (var k = 0; k < weights.Length; k++)
        {
            var m = markers.AsSpan(3 * k, 3);
            var r = residuals.AsSpan(3 * k, 3);
            equations.Add(body.Movers[k][^1], m[0] - origin[0], m[1] - origin[1], m[2] - origin[2], r[0], r[1], r[2], weights[k]);
        }
        equations.Assemble();
        for (var i = 6; i < body.Degrees.Length; i++)
            equations.AddDiagonal(i, 1e-3, 0.02 * i);
        return equations;
    }

    private static (double[] Hessian, double[] Gradient) Dense(
        Sdk.Physics.IKinematics kinematics, BodyBinding body, double[] markers, double[] residuals, double[] weights, int velocities)
    {
        var size = body.Degrees.Length;
        var (hessian, gradient, jacobian) = (new double[size * size], new double[size], new double[3 * velocities]);
        for (var k = 0; k < weights.Length; k++)
        {
            kinematics.PointJacobian(body.Segments[k], markers.AsSpan(3 * k, 3), jacobian);
            for (var i = 0; i < size; i++)
            {
                for (var axis = 0; axis < 3; axis++)
                {
                    var left = weights[k] * jacobian[(axis * velocities) + body.Degrees[i].Velocity];
                    gradient[i] -= left * residuals[(3 * k) + axis];
                    for (var j = 0; j < size; j++)
                        hessian[(i * size) + j] += left * jacobian[(axis * velocities) + body.Degrees[j].Velocity];
                }
            }
        }
        for (var i = 6; i < size; i++)
        {
            hessian[(i * size) + i] += 1e-3;
            gradient[i] += 1e-3 * 0.02 * i;
        }
        return (hessian, gradient);
    }

    private static double[] Solve(double[] hessian, double[] gradient, bool[] isFixed, double[] given, double damping)
    {
        var size = gradient.Length;
        var (matrix, right) = (new double[size * size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            right[i] = isFixed[i] ? given[i] : -gradient[i];
            for (var j = 0; j < size; j++)
            {
                var value = hessian[(i * size) + j];
                if (i == j)
                    matrix[(i * size) + i] = isFixed[i] ? 1 : (value * (1 + damping)) + 1e-12;
                else if (!isFixed[i] && !isFixed[j])
                    matrix[(i * size) + j] = value;
                else if (!isFixed[i])
                    right[i] -= value * given[j];
            }
        }
        Assert.True(PositiveDefinite.FactorAndSolve(matrix, size, right));
        return right;
    }
}
