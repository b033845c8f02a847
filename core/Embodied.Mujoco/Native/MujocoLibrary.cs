using System.Runtime.InteropServices;
using Embodied.Mujoco.Layouts;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Native;

/// <summary>The loaded MuJoCo library: its version, exports and layout. Loaded once per process, on first use, on any thread.</summary>
internal sealed unsafe class MujocoLibrary
{
    private static readonly Lazy<MujocoLibrary> Loaded = new(Load, LazyThreadSafetyMode.PublicationOnly);
    private static readonly Lock Loading = new();
    private static MujocoLibrary? _instance;

    private readonly nint _handle;

    private MujocoLibrary(nint handle, string path, string versionText, LayoutTable layout)
    {
        (_handle, Path, Version, Layout) = (handle, path, versionText, layout);
        Functions = new(this);
        Reader = new(layout);
        EngineMessages.Install(this);
    }

    /// <summary>The library.</summary>
    /// <exception cref="EmbodiedException">None was found, or what was found is of an unknown version or laid out otherwise.</exception>
    public static MujocoLibrary Instance => Loaded.Value;

    /// <summary>Version as the library states it, e.g. 2.2.2.</summary>
    public string Version { get; }

    /// <summary>File it was loaded from.</summary>
    public string Path { get; }

    /// <summary>Where fields lie in this version's structures.</summary>
    public LayoutTable Layout { get; }

    /// <summary>Reads fields through <see cref="Layout"/>.</summary>
    public LayoutReader Reader { get; }

    /// <summary>The functions that physics needs.</summary>
    public MujocoFunctions Functions { get; }

    /// <summary>What the comparison of the layout table with the library's own pointers found.</summary>
    public LayoutCheckResult LayoutCheck { get; private set; }

    /// <summary>Address of an exported function or variable.</summary>
    /// <exception cref="EmbodiedException">The library does not export it.</exception>
    public nint Export(string name) => NativeLibrary.TryGetExport(_handle, name, out var address)
        ? address
        : throw new EmbodiedException($"MuJoCo {Version} at {Path} does not export '{name}'.", "Install the unmodified library.");

    private static MujocoLibrary Load()
    {
        lock (Loading)
            return _instance ??= Open();
    }

    private static MujocoLibrary Open()
    {
        var refused = new List<string>();
        foreach (var candidate in LibrarySearch.Candidates(LibrarySearch.Configured, LibrarySearch.CacheFolder))
        {
            if (!LibrarySearch.TryLoad(candidate, out var handle, out var reason))
            {
                if (reason is not null)
                    refused.Add($"{candidate.Name} (does not load: {reason.Trim()})");
                continue;
            }
            if (!NativeLibrary.TryGetExport(handle, "mj_version", out var export))
            {
                refused.Add($"{candidate.Name} (exports no mj_version)");
                continue;
            }
            var version = ((delegate* unmanaged<int>)export)();
            if (LayoutTable.For(version) is not { } layout)
            {
                refused.Add($"{LibrarySearch.PathOf(export) ?? candidate.Name} (version {VersionText(handle, version)})");
                NativeLibrary.Free(handle);
                continue;
            }
            var library = new MujocoLibrary(handle, LibrarySearch.PathOf(export) ?? candidate.Name, VersionText(handle, version), layout);
            library.LayoutCheck = Layouts.LayoutCheck.Run(library);
            return library;
        }
        throw NotFound(refused);
    }

    private static EmbodiedException NotFound(List<string> refused)
    {
        var supported = string.Join(", ", LayoutTable.Supported);
        const string Fix = "Run the 'embodied' launcher, which fetches MuJoCo, or 'apt-get install libmujoco2.2.2', or let MUJOCO_PATH name the library or its folder.";
        if (refused.Count > 0)
            return new($"No usable MuJoCo library: found {string.Join("; ", refused)}, supported are versions {supported}.", Fix);
        return LibrarySearch.Configured is { } path
            ? new($"MUJOCO_PATH is '{path}', but no MuJoCo library loads from there; supported are versions {supported}.", Fix)
            : new($"The MuJoCo library is not installed; supported are versions {supported}.", Fix);
    }

    private static string VersionText(nint handle, int version) => NativeLibrary.TryGetExport(handle, "mj_versionString", out var text)
        ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)text)()) ?? $"{version}"
        : $"{version}";
}
