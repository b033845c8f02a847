using System.Text.RegularExpressions;
using Embodied.Data.Arrays;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// A table with named columns. <c>time</c> (also <c>time_s</c>, <c>time [s]</c>) holds seconds; <c>frame</c> is left out; <c>NAME_x</c>,
/// <c>NAME_y</c>, <c>NAME_z</c> make a keypoint, with the unit behind where it is known (<c>NAME_x_mm</c> or <c>NAME_x [mm]</c>); every other column
/// is a channel, <c>name [unit]</c> or <c>name</c>.
/// </summary>
public sealed partial class CsvImporter : IImporter
{
    private static readonly string[] TimeNames = ["time", "time_s", "t"];

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("csv", "Table: time [s], NAME_x, NAME_y, NAME_z, name [unit]");

    /// <inheritdoc/>
    public bool Recognizes(string path) => CsvTable.Header(path) is not null;

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        var table = CsvTable.Read(path);
        var columns = table.Columns.Select(Column.Parse).ToArray();
        var stated = Times(table, columns);
        var keypoints = Keypoints(table, columns);
        var others = Enumerable.Range(0, columns.Length).Where(c => columns[c].Kind == ColumnKind.Channel).ToArray();
        var place = keypoints.Count > 0 ? $"{path}:{ChannelNames.Keypoints}" : path;
        if (keypoints.Count > 0)
        {
            return KeypointRecording.Build(path, Info.Id, new()
            {
                Place = place,
                Array = Stack(table, keypoints),
                UsualLayout = AxisLayout.FramesKeypointsXyz,
                Names = [.. keypoints.Select(k => k.Name)],
                Unit = Unit(keypoints, place),
                Time = stated,
                Others = time => others.Select(c => Channel(table, columns, c, time)),
            }, options);
        }

        var notes = new List<string>();
        var time = SampleTimes.Decide(stated, options, place, notes);
        if (others.Length == 0)
            throw new InputException(path, "has no column besides time.", "Add columns of values.");
        return new(Path.GetFileNameWithoutExtension(path), others.Select(c => Channel(table, columns, c, time)), ImportProvenance.Of(path, Info.Id, notes, options));
    }

    private static TimeBase? Times(CsvTable table, Column[] columns)
    {
        var column = Array.FindIndex(columns, c => c.Kind == ColumnKind.Time);
        return column < 0 ? null : SampleTimes.FromTimestamps(table.Values[column], table.Place(column));
    }

    private static List<Point> Keypoints(CsvTable table, Column[] columns)
    {
        var points = new List<Point>();
        foreach (var name in columns.Where(c => c.Kind == ColumnKind.Coordinate).Select(c => c.Name).Distinct(StringComparer.Ordinal))
        {
            var axes = "xyz".Select(axis => Array.FindIndex(columns, c => c.Kind == ColumnKind.Coordinate && c.Name == name && c.Axis == axis)).ToArray();
            if (Array.IndexOf(axes, -1) is >= 0 and var missing)
                throw new InputException(table.Path, $"keypoint {name} has no column {name}_{"xyz"[missing]}.", "A keypoint needs x, y and z; rename columns that are none.");
            points.Add(new(name, axes, [.. axes.Select(a => columns[a].Unit)]));
        }

        return points;
    }

    private static string? Unit(List<Point> points, string place)
    {
        var units = points.SelectMany(p => p.Units).Distinct().ToArray();
        return units.Length == 1 ? units[0]
            : throw new InputException(place, $"the keypoints are in several units ({string.Join(", ", units.Select(u => u ?? "none"))}).", "Write all of them in one unit.");
    }

    private static NdArray Stack(CsvTable table, List<Point> points)
    {
        var values = new double[table.Rows * points.Count * 3];
        var at = 0;
        for (var t = 0; t < table.Rows; t++)
        {
            foreach (var column in points.SelectMany(p => p.Columns))
                values[at++] = table.Values[column][t];
        }

        return new(values, table.Rows, points.Count, 3);
    }

    private static RecordingChannel Channel(CsvTable table, Column[] columns, int column, TimeBase time) =>
        new() { Name = columns[column].Name, Unit = columns[column].Unit ?? "1", Shape = [table.Rows], Values = table.Values[column], Time = time };

    private sealed record Point(string Name, int[] Columns, string?[] Units);

    private enum ColumnKind
    {
        Channel,
        Time,
        Frame,
        Coordinate,
    }

    private readonly partial record struct Column(ColumnKind Kind, string Name, char Axis, string? Unit)
    {
        public static Column Parse(string header)
        {
            var unit = UnitPattern().Match(header);
            var name = unit.Success ? unit.Groups[1].Value.Trim() : header;
            if (TimeNames.Contains(name, StringComparer.OrdinalIgnoreCase))
                return new(ColumnKind.Time, name, ' ', "s");
            if (string.Equals(name, "frame", StringComparison.OrdinalIgnoreCase))
                return new(ColumnKind.Frame, name, ' ', null);
            var coordinate = CoordinatePattern().Match(name);
            return coordinate.Success
                ? new(ColumnKind.Coordinate, coordinate.Groups[1].Value, coordinate.Groups[2].Value[0], unit.Success ? unit.Groups[2].Value
                    : coordinate.Groups[3].Success ? coordinate.Groups[3].Value : null)
                : new(ColumnKind.Channel, name, ' ', unit.Success ? unit.Groups[2].Value : null);
        }

        [GeneratedRegex(@"^(.+?)\s*\[([^\]]+)\]$")]
        private static partial Regex UnitPattern();

        [GeneratedRegex(@"^(.+)_([xyz])(?:_(m|cm|mm|um))?$")]
        private static partial Regex CoordinatePattern();
    }
}
