using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Solving;

/// <summary>The proper rotation and translation that carry one cloud of points nearest to another in least squares.</summary>
internal readonly record struct RigidAlignment(Quat Rotation, Vec3 Translation)
{
    /// <summary>Carries a point.</summary>
    public Vec3 Apply(Vec3 point) => Rotation.Rotate(point) + Translation;

    /// <summary>
    /// Aligns with unit quaternions (Horn, J. Opt. Soc. Am. A 4, 1987, section 4): the rotation is the eigenvector of the largest eigenvalue of a
    /// symmetric 4 × 4 matrix, so a reflection can never result. Points of weight 0 do not count; without any the identity is returned.
    /// </summary>
    public static RigidAlignment Fit(ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> weights)
    {
        Span<double> a = stackalloc double[3], b = stackalloc double[3], s = stackalloc double[9];
        var total = Centres(from, to, weights, a, b);
        if (!(total > 0))
            return new(Quat.Identity, Vec3.Zero);
        s.Clear();
        for (var k = 0; k < weights.Length; k++)
        {
            if (weights[k] <= 0)
                continue;
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                    s[(3 * i) + j] += weights[k] * (from[(3 * k) + i] - a[i]) * (to[(3 * k) + j] - b[j]);
            }
        }
        var rotation = Horn(s);
        var centre = rotation.Rotate(new Vec3(a[0], a[1], a[2]));
        return new(rotation, new Vec3(b[0], b[1], b[2]) - centre);
    }

    private static double Centres(ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> weights, Span<double> a, Span<double> b)
    {
        a.Clear();
        b.Clear();
        double total = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            if (weights[k] <= 0)
                continue;
            total += weights[k];
            for (var i = 0; i < 3; i++)
            {
                a[i] += weights[k] * from[(3 * k) + i];
                b[i] += weights[k] * to[(3 * k) + i];
            }
        }
        for (var i = 0; i < 3; i++)
        {
            a[i] /= total;
            b[i] /= total;
        }
        return total;
    }

    private static Quat Horn(ReadOnlySpan<double> s)
    {
        Span<double> n = stackalloc double[16]
        {
            s[0] + s[4] + s[8], s[5] - s[7], s[6] - s[2], s[1] - s[3],
            s[5] - s[7], s[0] - s[4] - s[8], s[1] + s[3], s[6] + s[2],
            s[6] - s[2], s[1] + s[3], s[4] - s[0] - s[8], s[5] + s[7],
            s[1] - s[3], s[6] + s[2], s[5] + s[7], s[8] - s[0] - s[4],
        };
        Span<double> v = stackalloc double[16];
        SymmetricEigen.Jacobi(n, v, 4);
        var best = 0;
        for (var i = 1; i < 4; i++)
        {
            if (n[5 * i] > n[5 * best])
                best = i;
        }
        var q = new Quat(v[best], v[4 + best], v[8 + best], v[12 + best]).Normalized();
        return q.W < 0 ? new(-q.W, -q.X, -q.Y, -q.Z) : q;
    }
}
