using System.Globalization;
using Embodied.Data.Files;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Recordings;

/// <summary>What an importer writes down about its work.</summary>
internal static class ImportProvenance
{
    public static Provenance Of(string path, string importer, IReadOnlyList<string> notes, ImportOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (options.Rate is { } rate)
            settings["rate"] = rate.ToString("r", CultureInfo.InvariantCulture);
        if (options.ExpectedRate is { } expected)
            settings["expected_rate"] = expected.ToString("r", CultureInfo.InvariantCulture);
        if (options.Unit is { } unit)
            settings["unit"] = unit;
        if (options.KeypointNames is { } names)
            settings["keypoint_names"] = string.Join(',', names);
        return new()
        {
            Origin = $"importer {importer}",
            Source = path,
            SourceHash = InputFile.Hash(path),
            Notes = notes,
            Settings = settings,
        };
    }
}
