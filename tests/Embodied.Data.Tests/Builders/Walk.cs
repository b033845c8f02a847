namespace Embodied.Tests.Data;

/// <summary>Keypoints that move smoothly, in mm: something importers should accept.</summary>
internal static class Walk
{
    public static double[,,] Keypoints(int frames, int keypoints)
    {
        var values = new double[frames, keypoints, 3];
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < keypoints; k++)
            {
                values[t, k, 0] = (37 * k % 101) + (0.5 * t) + 1;
                values[t, k, 1] = (53 * k % 67) + (3 * Math.Sin((0.1 * t) + k));
                values[t, k, 2] = 10 + (29 * k % 31) + Math.Cos((0.1 * t) + k);
            }
        }

        return values;
    }

    /// <summary>The values with the axes in another order: each letter of <paramref name="order"/> is T, K or 3, the last one fastest.</summary>
    public static double[] Flat(double[,,] values, string order)
    {
        var sizes = new Dictionary<char, int> { ['T'] = values.GetLength(0), ['K'] = values.GetLength(1), ['3'] = 3 };
        var flat = new double[values.Length];
        var at = 0;
        var index = new Dictionary<char, int>();
        for (index[order[0]] = 0; index[order[0]] < sizes[order[0]]; index[order[0]]++)
        {
            for (index[order[1]] = 0; index[order[1]] < sizes[order[1]]; index[order[1]]++)
            {
                for (index[order[2]] = 0; index[order[2]] < sizes[order[2]]; index[order[2]]++)
                    flat[at++] = values[index['T'], index['K'], index['3']];
            }
        }

        return flat;
    }

    public static int[] Sizes(double[,,] values, string order) =>
        [.. order.Select(axis => axis switch { 'T' => values.GetLength(0), 'K' => values.GetLength(1), _ => 3 })];

    /// <summary>A MAT file of <c>pred</c> with the axes in the order MATLAB shows them.</summary>
    public static byte[] Mat(double[,,] values, string order, bool compress = true, bool littleEndian = true)
    {
        var mat = new MatBytes(littleEndian);
        var reversed = new string([.. order.Reverse()]);
        return mat.Header().Variable(mat.Doubles("pred", Sizes(values, order), Flat(values, reversed)), compress).ToArray();
    }
}
