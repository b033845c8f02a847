using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>Writes small NWB files with poses, right or wrong.</summary>
internal static class PoseNwb
{
    public static void Write(
        string path, double[,,] values, double[] times, string unit = "millimeters", string type = "PoseEstimation", string[]? nodes = null, int columns = 3)
    {
        var names = Enumerable.Range(0, values.GetLength(1)).Select(k => $"kp{k:00}").ToArray();
        var estimation = new H5Group { Attributes = { ["neurodata_type"] = type } };
        for (var k = 0; k < names.Length; k++)
        {
            var data = new double[values.GetLength(0), columns];
            for (var t = 0; t < data.GetLength(0); t++)
            {
                for (var i = 0; i < columns; i++)
                    data[t, i] = values[t, k, i];
            }

            estimation[names[k]] = new H5Group
            {
                ["data"] = new H5Dataset(data) { Attributes = { ["unit"] = unit, ["conversion"] = 1.0 } },
                ["confidence"] = Enumerable.Repeat(0.9, data.GetLength(0)).ToArray(),
                ["timestamps"] = times,
                Attributes = { ["neurodata_type"] = "PoseEstimationSeries" },
            };
        }

        estimation["nodes"] = nodes ?? names;
        var file = new H5File
        {
            ["processing"] = new H5Group { ["behavior"] = new H5Group { ["pose"] = estimation } },
            Attributes = { ["nwb_version"] = "2.7.0" },
        };
        file.Write(path);
    }
}
