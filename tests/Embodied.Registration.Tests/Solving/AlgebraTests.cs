using CsCheck;
using Embodied.Numerics;
using Embodied.Registration.Solving;
using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Tests.Solving;

public sealed class AlgebraTests
{
    private static readonly Gen<double> Coordinate = Gen.Double[-1, 1];

    [Fact]
    public void CholeskySolvesPositiveDefiniteSystems() =>
        Gen.Int[1, 30].SelectMany(n => Gen.Select(Gen.Const(n), Coordinate.Array[n * n], Coordinate.Array[n])).Sample((n, b, x) =>
        {
            var a = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    a[(i * n) + j] = Enumerable.Range(0, n).Sum(k => b[(i * n) + k] * b[(j * n) + k]) + (i == j ? 1 : 0);
            }
            var right = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => a[(i * n) + j] * x[j])).ToArray();
            Assert.True(PositiveDefinite.Factor(a, n));
            PositiveDefinite.Solve(a, n, right);
            for (var i = 0; i < n; i++)
                Assert.Equal(x[i], right[i], 1e-10);
        }, iter: 100);

    [Fact]
    public void CholeskyRefusesIndefiniteMatrices() => Assert.False(PositiveDefinite.Factor([1, 0, 2, 1], 2));

    [Fact]
    public void AlignmentRecoversEveryProperMotion() =>
        Gen.Select(Coordinate.Array[15], Coordinate.Array[4], Coordinate.Array[3]).Where((_, q, _) => q.Sum(x => x * x) > 0.01).Sample((points, q, t) =>
        {
            var turn = new Quat(q[0], q[1], q[2], q[3]).Normalized();
            var moved = Move(points, turn, new(t[0], t[1], t[2]));
            var fit = RigidAlignment.Fit(points, moved, [1, 1, 0.5, 2, 1]);
            var back = Move(points, fit.Rotation, fit.Translation);
            for (var i = 0; i < points.Length; i++)
                Assert.Equal(moved[i], back[i], 1e-9);
        }, iter: 300);

    [Fact]
    public void AlignmentNeverMirrors()
    {
        double[] points = [1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 1];
        var mirrored = points.Select((x, i) => i % 3 == 1 ? -x : x).ToArray();

        var fit = RigidAlignment.Fit(points, mirrored, [1, 1, 1, 1]);

        var (x, y, z) = (fit.Rotation.Rotate(new(1, 0, 0)), fit.Rotation.Rotate(new(0, 1, 0)), fit.Rotation.Rotate(new(0, 0, 1)));
        Assert.Equal(1, x.Cross(y).Dot(z), 1e-12);
    }

    [Fact]
    public void AlignmentIgnoresPointsWithoutWeight()
    {
        double[] points = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
        double[] moved = [1, 2, 3, 2, 2, 3, 1, 3, 3, double.NaN, double.NaN, double.NaN];

        var fit = RigidAlignment.Fit(points, moved, [1, 1, 1, 0]);

        Assert.Equal(1, fit.Rotation.W, 1e-12);
        Assert.Equal(2, fit.Translation.Y, 1e-12);
    }

    private static double[] Move(double[] points, Quat turn, Vec3 shift)
    {
        var moved = new double[points.Length];
        for (var i = 0; i < points.Length; i += 3)
        {
            var p = turn.Rotate(new(points[i], points[i + 1], points[i + 2])) + shift;
            (moved[i], moved[i + 1], moved[i + 2]) = (p.X, p.Y, p.Z);
        }
        return moved;
    }
}
