namespace Embodied.Analysis.Reports;

/// <summary>What a picture's file name says about it.</summary>
internal static class MediaKind
{
    public static bool IsVideo(string file) => Path.GetExtension(file).ToLowerInvariant() is ".mp4" or ".webm";

    public static string Mime(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        ".mp4" => "video/mp4",
        ".webm" => "video/webm",
        _ => "application/octet-stream",
    };
}
