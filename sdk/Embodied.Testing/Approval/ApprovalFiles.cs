using System.Globalization;

namespace Embodied.Testing;

/// <summary>Names of the files of one approval.</summary>
/// <param name="Folder">Folder of the test's source.</param>
/// <param name="Verified">The approved file.</param>
/// <param name="Received">Where a difference is left.</param>
internal sealed record ApprovalFiles(string Folder, string Verified, string Received)
{
    /// <summary>Files for a test method, named after its source file.</summary>
    public static ApprovalFiles For(string sourceFile, string method, IReadOnlyList<object?> parameters)
    {
        var folder = Path.GetDirectoryName(sourceFile) ?? "";
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Approved files lie beside the test source, but '{folder}' is not there: build and run in one checkout.");
        var name = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}{string.Concat(parameters.Select(p => "_" + Spell(p)))}";
        var stem = Path.Combine(folder, name);
        return new(folder, stem + ".verified.txt", stem + ".received.txt");
    }

    private static string Spell(object? parameter)
    {
        var text = Convert.ToString(parameter, CultureInfo.InvariantCulture) ?? "null";
        return string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '=' ? c : '-'));
    }
}
