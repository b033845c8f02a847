using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>Small files of formats in HDF5 that tell one lie, or none.</summary>
internal static class HostileHdfFiles
{
    /// <summary>Writes one.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="kind"><c>stac</c>, <c>dm</c>, <c>mat</c>, <c>session</c> or <c>recording</c>.</param>
    /// <param name="lie">What is wrong with it; empty for nothing.</param>
    public static string Write(TemporaryFolder folder, string kind, string lie)
    {
        var path = Hdf.Write(folder, kind == "mat" ? "a.mat" : "a.h5", kind switch
        {
            "stac" => Stac(lie),
            "dm" => DmControl(lie),
            "mat" => Matlab(lie),
            "session" => new() { ["pose"] = new H5Group { ["keypoints"] = Cube(9, 3, 2), ["qpos"] = new double[9, 7] }, ["behavior"] = new H5Group { ["motion_mapper"] = new double[9] } },
            _ => Recording(lie),
        });
        if (kind == "mat")
            Hdf.MakeMatlab(path);
        return path;
    }

    private static H5File Stac(string lie) => new()
    {
        ["kp_data"] = lie == "kp_data is a group" ? new H5Group() : Flat(9, 6),
        ["qpos"] = lie switch { "qpos is text" => new[] { "a", "b" }, "qpos is one number" => 7.0, _ => new double[9, 7] },
        ["offsets"] = new double[lie == "offsets of another animal" ? 5 : 2, 3],
        ["kp_names"] = lie switch
        {
            "kp_names has more names" => new[] { "a", "b", "c" },
            "kp_names has fewer names" => new[] { "a" },
            "kp_names is numbers" => new double[] { 1, 2 },
            "kp_names is empty" => new[] { "", "" },
            _ => new[] { "a", "b" },
        },
    };

    private static H5File DmControl(string lie) => new()
    {
        ["clip"] = new H5Group
        {
            ["walkers"] = new H5Group
            {
                ["walker_0"] = new H5Group
                {
                    ["joints"] = lie switch { "a feature is text" => new[] { "a" }, "a feature is a cube" => Cube(2, 5, 2), _ => Flat(5, 9) },
                },
            },
            Attributes =
            {
                ["dt"] = lie switch { "dt is tiny" => 5e-324, "dt is below zero" => -1.0, "dt is no number" => double.NaN, "dt is text" => "soon", _ => 0.02 },
                ["num_steps"] = lie == "num_steps is huge" ? 1e300 : 9.0,
            },
        },
    };

    private static H5File Matlab(string lie) => new()
    {
        ["pred"] = lie switch
        {
            "pred is text" => new[] { "a" },
            "pred is one number" => 7.0,
            "pred is empty" => new H5Dataset(new ulong[] { 0, 3, 2 }) { Attributes = { ["MATLAB_empty"] = 1, ["MATLAB_class"] = "double" } },
            "pred says it is text" => new H5Dataset(7.0) { Attributes = { ["MATLAB_class"] = "char" } },
            _ => Cube(2, 3, 9),
        },
        ["sampleID"] = lie == "sampleID is text" ? new[] { "a" } : new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 },
        ["p_max"] = lie == "p_max is text" ? new[] { "a" } : new double[2, 9],
    };

    private static H5File Recording(string lie)
    {
        var values = new H5Dataset(Flat(3, 2)) { Attributes = { ["name"] = lie == "name is a number" ? 7.0 : "a", ["unit"] = "m", ["index"] = 0 } };
        if (lie != "times are text")
            values.Attributes["rate"] = lie switch { "rate is text" => "fast", "rate is below zero" => -5.0, _ => 50.0 };
        if (lie == "shape is a lie")
            values.Attributes["shape"] = "3 2 9999999 0";
        return new()
        {
            ["channels"] = new H5Group { ["a"] = values },
            ["labels"] = new H5Group
            {
                ["a"] = lie switch { "too many labels" => new[] { "x", "y", "z" }, "too few labels" => new[] { "x" }, "labels are numbers" => new double[] { 1, 2 }, _ => new[] { "x", "y" } },
            },
            ["times"] = lie == "times are text" ? new H5Group { ["a"] = new[] { "now", "then", "soon" } } : new H5Group(),
            ["provenance"] = new H5Group { ["settings"] = lie == "settings are odd" ? new[] { "a", "b", "a" } : new[] { "a", "b" }, Attributes = { ["origin"] = "t" } },
            Attributes = { ["format"] = "embodied-recording", ["version"] = lie == "version is text" ? "new" : 1, ["name"] = "r" },
        };
    }

    private static double[,] Flat(int rows, int columns)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = i + (0.1 * (i % 7));
        return values;
    }

    private static double[,,] Cube(int a, int b, int c)
    {
        var values = new double[a, b, c];
        for (var i = 0; i < values.Length; i++)
            values[i / (b * c), i / c % b, i % c] = i + (0.1 * (i % 7));
        return values;
    }
}
