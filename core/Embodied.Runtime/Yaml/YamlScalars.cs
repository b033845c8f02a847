using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Yaml;

/// <summary>Reads single values: text, true or false, whole and other finite numbers, and names of an enumeration.</summary>
internal static class YamlScalars
{
    // Above this a double no longer holds every whole number.
    private const double LargestExact = 9007199254740992;

    public static bool Knows(Type type) => type.IsEnum || Describe(type) is not "a value";

    public static string Describe(Type type)
    {
        if (type == typeof(string))
            return "text";
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(int) || type == typeof(long))
            return "a whole number";
        if (type == typeof(ulong))
            return "a whole number of 0 or more";
        if (type == typeof(double))
            return "a number";
        return type.IsEnum ? "one of " + string.Join(", ", EnumNames(type).Keys) : "a value";
    }

    public static object? Read(YamlScalar scalar, Type type, YamlProblems problems)
    {
        if (type == typeof(string))
        {
            if (!scalar.IsNull)
                return scalar.Text;
        }
        else if (type.IsEnum)
        {
            return Enumeration(scalar, type, problems);
        }
        else if (!scalar.Quoted && Number(scalar.Text, type) is { } value)
        {
            return value;
        }

        problems.Add(scalar.Place, $"expected {Describe(type)}, found {(scalar.Quoted ? $"text \"{scalar.Text}\"" : scalar.Kind)}");
        return null;
    }

    private static object? Enumeration(YamlScalar scalar, Type type, YamlProblems problems)
    {
        var names = EnumNames(type);
        if (names.TryGetValue(scalar.Text, out var value))
            return value;
        problems.Add(scalar.Place, $"expected {Describe(type)}, found {scalar.Kind}", NearestName.Find(scalar.Text, names.Keys) is { } n ? $"Did you mean '{n}'?" : null);
        return null;
    }

    private static object? Number(string text, Type type)
    {
        if (type == typeof(bool))
            return text switch { "true" => true, "false" => false, _ => null };
        if (type == typeof(ulong) && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned))
            return unsigned;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return Whole(whole, type);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return null;
        if (type == typeof(double))
            return number;
        // A count may be written as 2e8.
        return number == Math.Floor(number) && Math.Abs(number) <= LargestExact ? Whole((long)number, type) : null;
    }

    private static object? Whole(long value, Type type)
    {
        if (type == typeof(double))
            return (double)value;
        if (type == typeof(long))
            return value;
        if (type == typeof(int))
            return value is >= int.MinValue and <= int.MaxValue ? (int)value : null;
        return value >= 0 ? (ulong)value : null;
    }

    private static Dictionary<string, object> EnumNames(Type type) =>
        Enum.GetNames(type).ToDictionary(YamlNames.Snake, name => Enum.Parse(type, name), StringComparer.Ordinal);
}
