using System.Globalization;
using System.Text.Json;
using Embodied.Sdk.Analysis;
using Embodied.Tests;

namespace Embodied.Analysis.Tests.Golden;

/// <summary>Inputs and results of independent tools, read from beside the checkout.</summary>
internal static class GoldenCase
{
    /// <summary>Expected results, e.g. <c>glm/g1.json</c>.</summary>
    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"golden/{file}")));
        return document.RootElement.Clone();
    }

    /// <summary>Numbers of a CSV file without header.</summary>
    public static Matrix Table(string file)
    {
        var lines = File.ReadAllLines(SharedData.Require($"golden/{file}"));
        var rows = lines.Where(l => l.Length > 0).Select(l => l.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return new([.. rows.SelectMany(r => r)], rows.Length, rows[0].Length);
    }

    public static double Number(this JsonElement json, string name) => json.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement json, string name) => Numbers(json.GetProperty(name));

    /// <summary>All numbers of an array, whatever its nesting, in order.</summary>
    public static double[] Numbers(this JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().SelectMany(Numbers)]
        : [json.ValueKind == JsonValueKind.Null ? double.NaN : json.GetDouble()];

    public static void Equal(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])), $"[{i}] expected {expected[i]:R}, found {actual[i]:R}, difference {actual[i] - expected[i]:g3}");
    }
}
