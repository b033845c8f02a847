using System.Reflection;

namespace Embodied.Tests;

/// <summary>Real files beside the checkout, which the project reads but does not ship. Tests that need one are skipped where it is absent.</summary>
internal static class SharedData
{
    /// <summary>Root of the checkout.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration the tests were built in: <c>release</c> or <c>debug</c>.</summary>
    public static string Configuration { get; } = Metadata("Configuration").ToLowerInvariant();

    /// <summary>Path of a shared file or folder; skips the test when it is absent.</summary>
    public static string Require(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", relative));
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"../shared/{relative} is not on this machine.");
        return path;
    }

    private static string Metadata(string key) =>
        typeof(SharedData).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => string.Equals(a.Key, key, StringComparison.Ordinal)).Value!;
}
