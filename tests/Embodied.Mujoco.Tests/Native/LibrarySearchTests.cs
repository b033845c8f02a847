using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Tests.Native;

public sealed class LibrarySearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-search-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_configured_file_is_the_only_candidate()
    {
        var file = Touch("anything.so");
        Assert.Equal([new Candidate(file, true)], LibrarySearch.Candidates(file, _folder));
    }

    [Fact]
    public void A_configured_folder_is_searched_alone()
    {
        var library = Touch("usr/lib/x86_64-linux-gnu/libmujoco.so.2.2.2");
        Touch("usr/lib/x86_64-linux-gnu/libccd.so.2");
        Assert.Equal([new Candidate(library, true)], LibrarySearch.Candidates(_folder, "/nowhere"));
        Assert.Empty(LibrarySearch.Candidates(Path.Combine(_folder, "missing"), _folder));
    }

    [Fact]
    public void Without_configuration_the_system_comes_before_the_cache()
    {
        var cached = Touch("2.2.2/usr/lib/libmujoco.so.2.2.2");
        var candidates = LibrarySearch.Candidates(null, _folder);
        Assert.Equal(new Candidate("libmujoco.so.2.2.2", false), candidates[0]);
        Assert.Equal(new Candidate(cached, true), candidates[^1]);
    }

    [Fact]
    public void A_file_that_is_no_library_does_not_load_and_the_loader_says_why()
    {
        Assert.False(LibrarySearch.TryLoad(new(Touch("libmujoco.so.2.2.2"), true), out _, out var reason));
        Assert.Contains("libmujoco.so.2.2.2: ", reason, StringComparison.Ordinal);
    }

    // What an unpacked set of packages needs: copied to a folder, the library still loads.
    [Fact]
    public void A_library_loads_from_any_folder()
    {
        var copy = Path.Combine(_folder, "libmujoco.so");
        File.Copy(MujocoRuntime.Describe().Path, copy);
        Assert.True(LibrarySearch.TryLoad(new(copy, true), out var handle, out _));
        var export = System.Runtime.InteropServices.NativeLibrary.GetExport(handle, "mj_version");
        Assert.Contains(LibrarySearch.PathOf(export), new[] { copy, MujocoRuntime.Describe().Path });
    }

    private string Touch(string relative)
    {
        var path = Path.Combine(_folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Empty);
        return path;
    }
}
