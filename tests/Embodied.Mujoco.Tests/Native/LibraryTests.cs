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
    public void Every_release_from_3_1_to_3_12_has_a_table()
    {
        Assert.Equal(34, LayoutTable.Supported.Count);
        Assert.Equal(Enumerable.Range(1, 12), LayoutTable.Supported.Select(Version.Parse).Where(v => v.Major == 3).Select(v => v.Minor).Distinct());
        foreach (var version in LayoutTable.Supported.Select(Version.Parse))
        {
            var number = version < new Version(3, 5) ? (100 * version.Major) + (10 * version.Minor) + version.Build : (1_000_000 * version.Major) + (1000 * version.Minor) + version.Build;
            var table = LayoutTable.For(number)!;
            Assert.Equal((number, version), (table.Version, LayoutTable.NameOf(number)));
            Assert.True(table.Has("mjData", "cdof") && table.Has("mjModel", "opt") && table.Has("mjvScene", "ngeom"));
        }
    }

    [Theory]
    [InlineData(3012001, "3.12.0")]
    [InlineData(328, "3.2.7")]
    [InlineData(3008007, "3.8.1")]
    [InlineData(210, null)]
    [InlineData(3099000, null)]
    [InlineData(4000000, null)]
    public void A_patch_release_without_a_table_tries_the_nearest_of_its_minor_version(int number, string? near)
    {
        Assert.Null(LayoutTable.For(number));
        Assert.Equal(near, LayoutTable.Near(number)?.Name);
    }

    [Fact]
    public void A_table_is_made_from_headers_by_a_C_compiler()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "There is no /usr/bin/gcc here.");
        var folder = Directory.CreateTempSubdirectory("embodied-headers-");
        try
        {
            WriteHeaders(Path.Combine(folder.FullName, "mujoco"));

            var (version, path) = LayoutGenerator.Write(folder.FullName, "/usr/bin/gcc", Path.Combine(folder.FullName, "out"), TestContext.Current.CancellationToken);

            Assert.Equal("3.99.1", version);
            var lines = File.ReadAllLines(path);
            Assert.Equal(Path.Combine(folder.FullName, "out", "mujoco-3.99.1.layout"), path);
            Assert.Contains("version 3099001", lines);
            Assert.Contains("const mjNWARNING 8", lines);
            Assert.Contains("struct mjModel 32", lines);
            Assert.Contains("nq int 0 4", lines);
            Assert.Contains("inner.depth double 8 8", lines);
            Assert.Contains("body_pos mjtNum* 16 8 nbody 3", lines);
            Assert.Contains("key_name char* 24 8 nq*7 1", lines);
            Assert.Equal(["out", "mujoco"], folder.GetDirectories().Select(d => d.Name).OrderDescending());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Headers_that_are_none_and_compilers_that_do_not_run_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("embodied-headers-");
        try
        {
            Assert.Contains("mujoco/mujoco.h", Refused("gcc").Message, StringComparison.Ordinal);
            WriteHeaders(Path.Combine(folder.FullName, "mujoco"));
            Assert.Contains("does not run", Refused("/no/such/compiler").Message, StringComparison.Ordinal);
            File.AppendAllText(Path.Combine(folder.FullName, "mujoco", "mujoco.h"), "#error broken\n");
            Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "There is no /usr/bin/gcc here.");
            Assert.Contains("refuses the headers", Refused("/usr/bin/gcc").Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Sdk.Errors.InputException Refused(string compiler) =>
            Assert.Throws<Sdk.Errors.InputException>(() => LayoutGenerator.Table(folder.FullName, compiler, TestContext.Current.CancellationToken));
    }

    /// <summary>Headers with the structures that a table needs, most of them of one field.</summary>
    private static void WriteHeaders(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] small = ["mjOption", "mjStatistic", "mjVisual", "mjData", "mjContact", "mjWarningStat", "mjvPerturb", "mjvCamera", "mjvGLCamera", "mjvGeom", "mjvOption", "mjvScene", "mjrRect", "mjrContext"];
        File.WriteAllText(Path.Combine(folder, "mujoco.h"), $$"""
            #define mjVERSION_HEADER 3099001
            typedef double mjtNum;
            enum { mjWARN_INERTIA, mjWARN_CONTACTFULL, mjNWARNING = 8, mjNRNDFLAG = 2, mjNVISFLAG = 3, mjWIDE = 7 };
            struct mjModel_ {
              int nq;
              int nbody;
              struct { double depth; } inner;  // nested
              mjtNum* body_pos;
              char* key_name;
            };
            typedef struct mjModel_ mjModel;
            {{string.Concat(small.Select(s => $"struct {s}_ {{\n  double value[2];\n}};\ntypedef struct {s}_ {s};\n"))}}
            """);
        File.WriteAllText(Path.Combine(folder, "mjxmacro.h"), """
            #define MJMODEL_POINTERS X(mjtNum, body_pos, nbody, 3) X(char, key_name, MJ_M(nq)*7, 1)
            #define MJDATA_POINTERS
            """);
    }
}
