using System.Text.RegularExpressions;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Data.Keypoints;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// A table with named columns, or with the three header lines of DeepLabCut. <c>time</c> (also <c>time_s</c>, <c>time [ms]</c>, <c>time_ms</c>) is the time; <c>frame</c> and <c>fnum</c> number the frames; <c>NAME_x</c>,
/// <c>NAME_y</c>, <c>NAME_z</c> (with <c>NAME_score</c>, <c>NAME_error</c> and <c>NAME_ncams</c> of Anipose beside them) make a keypoint, with the unit behind where it is known (<c>NAME_x_mm</c> or <c>NAME_x [mm]</c>); every other column
/// is a channel, <c>name [unit]</c> or <c>name</c>.
/// </summary>
internal sealed partial class CsvImporter : IImporter
{
    private static readonly string[] TimeNames = ["time", "time_s", "t"];
    private static readonly string[] FrameNames = ["frame", "fnum", "frame_number"];

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
        var anipose = AniposeColumns.Find(table, [.. keypoints.Select(k => k.Name)]);
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
                FrameNumbers = stated is null && Array.FindIndex(columns, c => c.Kind == ColumnKind.Frame) is >= 0 and var frame ? table.Values[frame] : null,
                Confidence = anipose?.Confidence,
                Notes = anipose?.Notes ?? [],
                Others = time => others.Where(c => anipose?.Used.Contains(c) != true).Select(c => Channel(table, columns, c, time)),
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
        if (column < 0)
            return null;
        var seconds = SampleTimes.Seconds(columns[column].Unit) ?? throw new InputException(table.Place(column), $"'{columns[column].Unit}' is no unit of time.", "Known are s, ms, us, ns, min and h.");
        return SampleTimes.FromTimestamps(seconds == 1 ? table.Values[column] : Array.ConvertAll(table.Values[column], t => t * seconds), table.Place(column));
    }

    private static List<Point> Keypoints(CsvTable table, Column[] columns)
    {
        var points = new List<Point>();
        var places = new Dictionary<(string Name, char Axis), int>();
        for (var c = 0; c < columns.Length; c++)
        {
            if (columns[c].Kind == ColumnKind.Coordinate)
                places.TryAdd((columns[c].Name, columns[c].Axis), c);
        }
        foreach (var name in columns.Where(c => c.Kind == ColumnKind.Coordinate).Select(c => c.Name).Distinct(StringComparer.Ordinal))
        {
            var axes = "xyz".Select(axis => places.GetValueOrDefault((name, axis), -1)).ToArray();
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
                return new(ColumnKind.Time, name, ' ', unit.Success ? unit.Groups[2].Value : "s");
            if (TimePattern().Match(name) is { Success: true } time)
                return new(ColumnKind.Time, name, ' ', time.Groups[1].Value);
            if (FrameNames.Contains(name, StringComparer.OrdinalIgnoreCase))
                return new(ColumnKind.Frame, name, ' ', null);
            var coordinate = CoordinatePattern().Match(name);
            return coordinate.Success
                ? new(ColumnKind.Coordinate, coordinate.Groups[1].Value, coordinate.Groups[2].Value[0], unit.Success ? unit.Groups[2].Value
                    : coordinate.Groups[3].Success ? coordinate.Groups[3].Value : null)
                : new(ColumnKind.Channel, name, ' ', unit.Success ? unit.Groups[2].Value : null);
        }

        [GeneratedRegex(@"^(.+?)\s*\[([^\]]+)\]\z")]
        private static partial Regex UnitPattern();

        [GeneratedRegex(@"^time_(ms|us|ns|min)\z")]
        private static partial Regex TimePattern();

        [GeneratedRegex(@"^(.+)_([xyz])(?:_(m|dm|cm|mm|um|in))?\z")]
        private static partial Regex CoordinatePattern();
    }
}
