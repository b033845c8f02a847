using System.Globalization;

namespace Embodied.Analysis.Reports;

/// <summary>Numbers as text, the same in every country.</summary>
internal static class NumberText
{
    /// <summary>Every digit needed to read the same number again; an unknown number is an empty cell.</summary>
    public static string Exact(double value) => value switch
    {
        double.NaN => "",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Four significant digits for people; an unknown number is a dash.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (!double.IsFinite(value))
            return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size != 0 && size is < 1e-3 or >= 1e6)
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        if (size >= 1000)
            return value.ToString("0", CultureInfo.InvariantCulture);
        return decimal.Round((decimal)value, Decimals(size)).ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>A cell of a table: numbers exactly, everything else as invariant text.</summary>
    public static string ExactCell(object? cell) => cell switch
    {
        double d => Exact(d),
        float f => float.IsFinite(f) ? f.ToString("R", CultureInfo.InvariantCulture) : Exact(f),
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() ?? "",
    };

    /// <summary>A cell of a table for people.</summary>
    public static string ShortCell(object? cell) => cell switch
    {
        double d => Short(d),
        float f => Short(f),
        bool b => b ? "yes" : "no",
        _ => ExactCell(cell),
    };

    /// <summary>Whether a cell is aligned as a number.</summary>
    public static bool IsNumber(object? cell) => cell is double or float or int or long or short or byte or uint or ulong or decimal;

    private static int Decimals(double size) => size == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6);
}
