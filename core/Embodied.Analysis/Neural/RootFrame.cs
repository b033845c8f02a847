using Embodied.Analysis.EncodingModels;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>Places in the world as the animal itself would tell them: relative to its root, and turned with it where its orientation is known.</summary>
internal static class RootFrame
{
    private const int Orientation = 3;

    /// <summary>Where the centre of mass is to the root, and how fast it moves, both along the root's axes, [frames × 6]; without a root its velocity in the world, [frames × 3].</summary>
    /// <param name="centre">[frames × 3], world.</param>
    /// <param name="positions">qpos that begins with a free root, or null.</param>
    /// <param name="epochs">Stretches without a gap.</param>
    /// <param name="rate">Frames per second.</param>
    public static Matrix? CentreOfMass(Matrix? centre, Matrix? positions, IReadOnlyList<RowRange> epochs, double rate)
    {
        if (centre is not { Columns: 3 } com || FeatureClasses.Derivative(com, epochs, rate) is not { } velocity)
            return null;
        if (positions is not { } qpos)
            return velocity;
        var values = new double[com.Rows * 6];
        for (var row = 0; row < com.Rows; row++)
        {
            double[] offset = [.. Enumerable.Range(0, 3).Select(a => com[row, a] - qpos[row, a])];
            Into(qpos.Row(row).Slice(Orientation, 4), offset, values.AsSpan(6 * row, 3));
            Into(qpos.Row(row).Slice(Orientation, 4), velocity.Row(row), values.AsSpan((6 * row) + 3, 3));
        }

        return new(values, com.Rows, 6);
    }

    /// <summary>Keypoints about their mean, along the root's axes where these are known, [frames × 3 keypoints].</summary>
    public static Matrix? Keypoints(Matrix? keypoints, Matrix? positions)
    {
        if (keypoints is not { } k || k.Columns % 3 != 0)
            return null;
        var (values, count, about) = (new double[k.Values.Length], k.Columns / 3, new double[3]);
        for (var row = 0; row < k.Rows; row++)
        {
            for (var axis = 0; axis < 3; axis++)
                about[axis] = Enumerable.Range(0, count).Average(p => k[row, (3 * p) + axis]);
            for (var p = 0; p < count; p++)
            {
                double[] offset = [.. Enumerable.Range(0, 3).Select(a => k[row, (3 * p) + a] - about[a])];
                var place = values.AsSpan((row * k.Columns) + (3 * p), 3);
                if (positions is { } qpos)
                    Into(qpos.Row(row).Slice(Orientation, 4), offset, place);
                else
                    offset.CopyTo(place);
            }
        }

        return new(values, k.Rows, k.Columns);
    }

    /// <summary>A vector of the world along the axes of a frame with the orientation q = (w, x, y, z): Rᵀ v.</summary>
    private static void Into(ReadOnlySpan<double> q, ReadOnlySpan<double> v, Span<double> result)
    {
        var (w, x, y, z) = (q[0], -q[1], -q[2], -q[3]);

        // v + 2 w (u × v) + 2 u × (u × v) with the conjugate's vector part u.
        var (cx, cy, cz) = ((y * v[2]) - (z * v[1]), (z * v[0]) - (x * v[2]), (x * v[1]) - (y * v[0]));
        result[0] = v[0] + (2 * ((w * cx) + (y * cz) - (z * cy)));
        result[1] = v[1] + (2 * ((w * cy) + (z * cx) - (x * cz)));
        result[2] = v[2] + (2 * ((w * cz) + (x * cy) - (y * cx)));
    }
}
