using Embodied.Registration.Solving;

namespace Embodied.Registration.Tracking;

/// <summary>Poses between two poses.</summary>
internal static class PoseBlend
{
    /// <summary>Share of the later chunk at sample <paramref name="index"/> of an overlap: (1 + tanh(10 (x − ½))) / 2 (MIMIC-MJX, section 4.3.1).</summary>
    public static double Share(int index, int overlap) => (1 + Math.Tanh(10 * ((index / (overlap - 1.0)) - 0.5))) / 2;

    /// <summary>Mixes numbers linearly and quaternions along the shorter arc. <paramref name="result"/> may be one of the two.</summary>
    public static void Mix(BodyBinding body, ReadOnlySpan<double> first, ReadOnlySpan<double> second, double share, Span<double> result)
    {
        Span<double> mixed = stackalloc double[first.Length];
        for (var i = 0; i < first.Length; i++)
            mixed[i] = Math.Clamp(first[i] + (share * (second[i] - first[i])), Math.Min(first[i], second[i]), Math.Max(first[i], second[i]));
        foreach (var q in body.Quaternions)
            Slerp(first.Slice(q, 4), second.Slice(q, 4), share, mixed.Slice(q, 4));
        mixed.CopyTo(result);
    }

    /// <summary>Turns the sign of quaternions so that they change little from one frame to the next.</summary>
    public static void AlignSigns(BodyBinding body, ReadOnlySpan<double> before, Span<double> pose)
    {
        foreach (var q in body.Quaternions)
        {
            if (Dot(before.Slice(q, 4), pose.Slice(q, 4)) >= 0)
                continue;
            for (var i = q; i < q + 4; i++)
                pose[i] = -pose[i];
        }
    }

    /// <summary>Spherical interpolation of unit quaternions (Shoemake, SIGGRAPH 1985).</summary>
    private static void Slerp(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double share, Span<double> result)
    {
        var dot = Dot(a, b);
        var sign = dot < 0 ? -1 : 1;
        var angle = Math.Acos(Math.Min(1, Math.Abs(dot)));
        var sine = Math.Sin(angle);
        var (wa, wb) = sine > 1e-8 ? (Math.Sin((1 - share) * angle) / sine, Math.Sin(share * angle) / sine) : (1 - share, share);
        double square = 0;
        for (var i = 0; i < 4; i++)
        {
            result[i] = (wa * a[i]) + (sign * wb * b[i]);
            square += result[i] * result[i];
        }
        for (var i = 0; i < 4; i++)
            result[i] /= Math.Sqrt(square);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]) + (a[3] * b[3]);
}
