using Embodied.Data.Arrays;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Keypoints;

/// <summary>Which axis of a stored array is time, which counts keypoints and which is x, y, z.</summary>
internal readonly record struct AxisLayout(int Time, int Keypoint, int Coordinate)
{
    /// <summary>Stored as [frames, 3, keypoints].</summary>
    public static AxisLayout FramesXyzKeypoints { get; } = new(0, 2, 1);

    /// <summary>Stored as [frames, keypoints, 3].</summary>
    public static AxisLayout FramesKeypointsXyz { get; } = new(0, 1, 2);

    /// <summary>How much rougher the usual time axis may be than another before the other one is taken for time.</summary>
    private const double ClearlyRougher = 4;

    /// <summary>
    /// Brings an array into the order [frames, keypoints, 3]. The coordinate axis has size 3, the keypoint axis the number of names when names are
    /// known; where sizes leave a choice, the layout usual for the format is taken. That the values change clearly less from neighbour to neighbour along
    /// another axis (animals move smoothly, neighbouring keypoints lie apart) is only remarked: frames may lie far apart.
    /// </summary>
    /// <exception cref="InputException">No axis fits.</exception>
    public static NdArray Arrange(NdArray array, AxisLayout usual, int? names, string place, List<string> notes)
    {
        var cube = Squeeze(array, place, notes);
        var layouts = All().Where(l => cube.Shape[l.Coordinate] == 3 && (names is null || cube.Shape[l.Keypoint] == names)).ToArray();
        if (layouts.Length == 0)
            throw Misfit(array, cube, names, place);
        var smoothest = Smoothest(cube, layouts, usual);
        var chosen = layouts.Contains(usual) ? usual : smoothest;
        if (chosen != smoothest)
            notes.Add($"Read as {usual}, the order of this format; neighbours change less as {smoothest.Describe(cube)}. If that is what the file holds, export it in the usual order.");
        if (chosen != usual)
            notes.Add($"The keypoints are stored as {chosen.Describe(cube)}, not as {usual} as usual for this format; the axes were put right.");
        return cube.Permute(chosen.Time, chosen.Keypoint, chosen.Coordinate);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var names = new string[3];
        (names[Time], names[Keypoint], names[Coordinate]) = ("frames", "keypoints", "3");
        return $"[{string.Join(", ", names)}]";
    }

    private string Describe(NdArray cube) => $"{this} = {cube}";

    // The usual layout unless another one's time axis is clearly smoother.
    private static AxisLayout Smoothest(NdArray cube, AxisLayout[] layouts, AxisLayout usual)
    {
        if (layouts.Length == 1)
            return layouts[0];
        var usualFits = layouts.Contains(usual);
        if (usualFits && cube.Shape[usual.Time] < 2)
            return usual;
        var roughness = Enumerable.Range(0, 3).Select(axis => Roughness(cube, axis)).ToArray();
        var smoothest = layouts.MinBy(l => roughness[l.Time]);
        return usualFits && roughness[usual.Time] <= ClearlyRougher * roughness[smoothest.Time] ? usual : smoothest;
    }

    private static IEnumerable<AxisLayout> All() =>
        [FramesXyzKeypoints, FramesKeypointsXyz, new(1, 0, 2), new(1, 2, 0), new(2, 0, 1), new(2, 1, 0)];

    private static NdArray Squeeze(NdArray array, string place, List<string> notes)
    {
        if (array.Count == 0)
            throw new InputException(place, $"has the sizes {array}: no keypoints at all.", "Export the recording again.");
        if (array.Rank == 3)
            return array;
        if (array.Rank == 2 && array.Shape[1] == 3)
        {
            notes.Add($"The array {array} has no keypoint axis: read as one keypoint.");
            return array.Reshape(array.Shape[0], 3, 1);
        }

        var singles = array.Shape.Count(s => s == 1);
        if (array.Rank < 3 || array.Rank - singles > 3)
        {
            throw new InputException(place, $"has {array.Rank} axes {array}; expected frames, keypoints and 3 coordinates.",
                array.Rank > 3 ? "One animal per file: export each animal alone." : "Export 3-D keypoints.");
        }

        var shape = array.Shape.ToList();
        while (shape.Count > 3)
            shape.RemoveAt(shape.FindIndex(1, s => s == 1) is >= 0 and var single ? single : 0);
        return array.Reshape([.. shape]);
    }

    private static InputException Misfit(NdArray array, NdArray cube, int? names, string place) =>
        cube.Shape.Contains(3) && names is not null
            ? new(place, $"has the sizes {array}; expected one axis of 3 and one of {names}, the number of keypoint names.", "Give the names of this file's keypoints.")
            : new(place, $"has the sizes {array}; expected one axis of size 3 for x, y, z.",
                cube.Shape.Contains(2) ? "These look like 2-D keypoints of one camera: triangulate them first." : "Export 3-D keypoints.");

    // Mean squared difference of neighbours along an axis.
    private static double Roughness(NdArray cube, int axis)
    {
        var (values, strides) = cube.AsStored();
        var stride = strides[axis];
        var (size, sum, count) = (cube.Shape[axis], 0.0, 0L);
        for (var i = 0; i < values.Count - stride; i++)
        {
            if (i / stride % size == size - 1)
                continue;
            var step = values[i + stride] - values[i];
            if (!double.IsFinite(step))
                continue;
            sum += step * step;
            count++;
        }

        return count > 0 ? sum / count : double.PositiveInfinity;
    }
}
