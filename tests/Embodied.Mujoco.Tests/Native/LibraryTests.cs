using Embodied.Mujoco.Layouts;
using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Tests.Native;

public sealed class LibraryTests
{
    [Fact]
    public void Describes_the_loaded_library()
    {
        var found = MujocoRuntime.Describe();
        Assert.Contains(found.Version, MujocoRuntime.SupportedVersions);
        Assert.True(File.Exists(found.Path), found.Path);
        Assert.Contains("mujoco", Path.GetFileName(found.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_array_lies_where_the_layout_says()
    {
        var found = MujocoRuntime.Describe();
        var layout = MujocoLibrary.Instance.Layout;
        var arrays = layout.Struct("mjModel").Order.Concat(layout.Struct("mjData").Order).Count(f => f.IsArray);
        Assert.Equal(arrays, found.ArraysChecked);
        Assert.Equal(arrays - 2, found.DistancesChecked);
        Assert.True(arrays > 300);
    }

    [Fact]
    public void Is_loaded_once_for_all_threads()
    {
        var found = new MujocoLibrary[8];
        Parallel.For(0, found.Length, i => found[i] = MujocoLibrary.Instance);
        Assert.All(found, l => Assert.Same(found[0], l));
    }

    [Theory]
    [InlineData(222, "2.2.2")]
    [InlineData(327, "3.2.7")]
    [InlineData(3005000, "3.5.0")]
    [InlineData(3012000, "3.12.0")]
    public void Knows_the_layout_of_each_supported_version(int number, string name)
    {
        var table = LayoutTable.For(number);
        Assert.NotNull(table);
        Assert.Equal(name, table.Name);
        Assert.All(["mjModel", "mjData", "mjContact", "mjvScene", "mjrContext"], s => Assert.NotEmpty(table.Struct(s).Order));
        foreach (var s in new[] { "mjModel", "mjData" })
            Assert.All(table.Struct(s).Order, f => Assert.InRange(f.Offset + f.Size, 1, table.Size(s)));
    }

    // The versions of the tables differ in what they hold; figures from the headers themselves.
    [Theory]
    [InlineData(222, 3280, 41176, 40376)]
    [InlineData(327, 4400, 162784, 161656)]
    [InlineData(3012000, 5688, 161952, 160680)]
    public void Layouts_hold_the_figures_of_the_headers(int number, int model, int data, int positions)
    {
        var table = LayoutTable.For(number)!;
        Assert.Equal((model, data, positions), (table.Size("mjModel"), table.Size("mjData"), table.Offset("mjData", "qpos")));
    }

    [Fact]
    public void Knows_no_layout_of_other_versions() => Assert.Null(LayoutTable.For(210));
}
