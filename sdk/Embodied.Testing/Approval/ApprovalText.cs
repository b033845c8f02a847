using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embodied.Testing;

/// <summary>The text of a value: same value, same text, on any machine and in any culture.</summary>
internal static class ApprovalText
{
    public static string Of(object? value, int significantDigits) =>
        Normalize(value is string text ? text : JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options(significantDigits)));

    /// <summary>LF line ends, no byte order mark, no trailing line ends.</summary>
    public static string Normalize(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd('\n');

    private static JsonSerializerOptions Options(int digits) => new()
    {
        WriteIndented = true,
        NewLine = "\n",
        IncludeFields = true,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new DoubleConverter(digits), new SingleConverter(digits) },
    };

    /// <summary>Writes rounded numbers, and the ones JSON lacks as words.</summary>
    private static void Write(Utf8JsonWriter writer, double value, int digits)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(SignificantDigits.Round(value, digits));
        else
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private sealed class DoubleConverter(int digits) : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => ApprovalText.Write(writer, value, digits);
    }

    private sealed class SingleConverter(int digits) : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options) => ApprovalText.Write(writer, value, digits);
    }
}
