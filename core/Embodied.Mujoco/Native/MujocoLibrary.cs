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

    /// <summary>What a user must know about how the library is read, or null.</summary>
    public string? Note { get; private set; }

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
        foreach (var candidate in LibrarySearch.Candidates(LibrarySearch.Configured, UserCache.Native))
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
            var path = LibrarySearch.PathOf(export) ?? candidate.Name;
            if (TryTable(handle, path, version, refused) is { } library)
                return library;
            NativeLibrary.Free(handle);
        }
        throw NotFound(refused);
    }

    /// <summary>
    /// The library with the table of its version, or with that of another release of the same minor version when the library's own pointers agree with it.
    /// </summary>
    private static MujocoLibrary? TryTable(nint handle, string path, int version, List<string> refused)
    {
        var text = VersionText(handle, version);
        var exact = LayoutTable.For(version);
        if ((exact ?? LayoutTable.Near(version)) is not { } layout)
        {
            refused.Add($"{path} (version {text})");
            return null;
        }

        var library = new MujocoLibrary(handle, path, text, layout);
        try
        {
            library.LayoutCheck = Native.LayoutCheck.Run(library);
        }
        catch (EmbodiedException e) when (exact is null)
        {
            refused.Add($"{path} (version {text}; the table of {layout.Name} does not fit: {e.Message})");
            return null;
        }

        library.Note = exact is null ? $"there is no table for {text}; that of {layout.Name} agrees with the library" : null;
        return library;
    }

    private static EmbodiedException NotFound(List<string> refused)
    {
        var supported = MujocoRuntime.SupportedText;
        const string Fix = "Run the 'embodied' launcher, which fetches MuJoCo, or 'apt-get install libmujoco2.2.2', or let MUJOCO_PATH name the library or its folder, "
            + "e.g. that of the Python package. For a version without a table: embodied mujoco add HEADERS";
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
