using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>Whether a plugin fits the SDK of this host: by what its manifest says, and by what its assembly references, read without loading it.</summary>
internal static class SdkCheck
{
    private static readonly Assembly Sdk = typeof(IPlugin).Assembly;

    /// <summary>Version of the SDK in this host. The assembly version holds only the major number, so that minor upgrades bind.</summary>
    public static Version HostVersion { get; } =
        Version.Parse(Sdk.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]);

    public static void Run(PluginManifest manifest, string folder)
    {
        var range = manifest.SdkRange;
        if (!range.Accepts(HostVersion))
        {
            throw new PluginStageException(PluginStage.CheckSdk, $"it was made for SDK {range}, this host has {HostVersion}",
                range.Major > HostVersion.Major || (range.Major == HostVersion.Major && range.Minor > HostVersion.Minor)
                    ? "Update Embodied."
                    : "Get a version of the plugin for this SDK, or build it against it.");
        }

        var assembly = Path.Combine(folder, manifest.Assembly.Value);
        if (File.Exists(assembly) && Referenced(assembly) is { } referenced && referenced.Major != range.Major)
        {
            throw new PluginStageException(PluginStage.CheckSdk,
                $"the manifest says SDK {range}, but {manifest.Assembly.Value} was built against SDK {referenced.Major}.{referenced.Minor}",
                "Build the plugin against the SDK its manifest names, or correct 'sdk' in plugin.yaml.");
        }
    }

    private static Version? Referenced(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            return metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Where(r => metadata.GetString(r.Name) == Sdk.GetName().Name)
                .Select(r => r.Version)
                .FirstOrDefault();
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginStageException(PluginStage.CheckSdk, $"{Path.GetFileName(path)} is not a .NET assembly", "Build the plugin again.", e);
        }
    }
}
