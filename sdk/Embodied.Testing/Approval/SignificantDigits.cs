using System.Globalization;

namespace Embodied.Testing;

/// <summary>Rounds to a number of significant digits.</summary>
internal static class SignificantDigits
{
    /// <summary>The finite number nearest to the value that has at most <paramref name="digits"/> significant digits; zero loses its sign.</summary>
    public static double Round(double value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 17);
        if (value == 0)
            return 0;
        return double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
