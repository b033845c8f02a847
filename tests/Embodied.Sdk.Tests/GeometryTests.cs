using CsCheck;
using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Tests;

public sealed class GeometryTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<double> Component = Gen.Double[-10, 10];
    private static readonly Gen<Vec3> Vector = Gen.Select(Component, Component, Component, (x, y, z) => new Vec3(x, y, z));

    private static readonly Gen<Quat> Rotation =
        Gen.Select(Vector.Where(v => v.Length > 0.1), Gen.Double[-Math.PI, Math.PI], (axis, angle) => Quat.FromAxisAngle(axis, angle));

    [Fact]
    public void RotationsKeepLengthsAndAngles() => Gen.Select(Rotation, Vector, Vector).Sample((q, a, b) =>
    {
        Close(a.Length, q.Rotate(a).Length);
        Close(a.Dot(b), q.Rotate(a).Dot(q.Rotate(b)));
    });

    [Fact]
    public void RotationsKeepHandedness() => Gen.Select(Rotation, Vector, Vector)
        .Sample((q, a, b) => Close(q.Rotate(a.Cross(b)), q.Rotate(a).Cross(q.Rotate(b))));

    [Fact]
    public void CompositionIsFirstTheRightThenTheLeft() => Gen.Select(Rotation, Rotation, Vector)
        .Sample((p, q, v) => Close(p.Rotate(q.Rotate(v)), (p * q).Rotate(v)));

    [Fact]
    public void TheConjugateUndoes() => Gen.Select(Rotation, Vector).Sample((q, v) => Close(v, q.Conjugate.Rotate(q.Rotate(v))));

    [Fact]
    public void TheCrossProductIsPerpendicular() => Gen.Select(Vector, Vector).Sample((a, b) =>
    {
        Close(0, a.Cross(b).Dot(a));
        Close(0, a.Cross(b).Dot(b));
        Close(a.Cross(b), -1 * b.Cross(a));
    });

    [Fact]
    public void NormalizingKeepsTheRotation() => Gen.Select(Rotation, Gen.Double[0.1, 10], Vector).Sample((q, s, v) =>
        Close(q.Rotate(v), new Quat(s * q.W, s * q.X, s * q.Y, s * q.Z).Normalized().Rotate(v)));

    [Fact]
    public void AQuarterTurnAboutTheVerticalTurnsXIntoY() =>
        Close(new Vec3(0, 1, 0), Quat.FromAxisAngle(new Vec3(0, 0, 2), Math.PI / 2).Rotate(new Vec3(1, 0, 0)));

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected)), $"expected {expected:R}, found {actual:R}");

    private static void Close(Vec3 expected, Vec3 actual) =>
        Assert.True((expected - actual).Length <= Tolerance * (1 + expected.Length), $"expected {expected}, found {actual}");
}
