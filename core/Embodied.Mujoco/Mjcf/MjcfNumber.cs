using System.Globalization;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Numbers as MJCF text and back, without losing a bit: .NET writes the shortest text that reads back as the same double.</summary>
internal static class MjcfNumber
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    public static string Text(double value)
    {
        // MJCF has no spelling for these that every engine version reads; an unlimited range is left out instead.
        if (!double.IsFinite(value))
            throw new InputException("MJCF", $"the scene needs the number {value}, which is not finite", "Look for a size or position that is far too large.");
        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(bool value) => value ? "true" : "false";

    public static string Text(Vec3 v) => Text(v.X, v.Y, v.Z);

    public static string Text(Quat q) => Text(q.W, q.X, q.Y, q.Z);

    public static string Text(Interval interval) => Text(interval.Low, interval.High);

    public static string Text(params ReadOnlySpan<double> values)
    {
        var parts = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
            parts[i] = Text(values[i]);
        return string.Join(' ', parts);
    }

    /// <summary>Reads a list of numbers; false when any part is not a number.</summary>
    public static bool TryParse(string text, out double[] values)
    {
        var parts = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        values = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return false;
        }

        return true;
    }
}
