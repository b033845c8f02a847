using Embodied.Data.Arrays;
using Embodied.Data.Matlab;

namespace Embodied.Tests.Data;

/// <summary>MAT files that MATLAB and SciPy wrote.</summary>
public sealed class MatFileTests
{
    private const string Neural = "data/neural/";

    [Fact]
    public void Reads_keypoints_to_the_last_bit()
    {
        var pred = (MatNumbers)MatFile.Read(SharedData.Require("data/rodent/stac-mjx/test_rodent_mocap_1000_frames.mat"))["pred"];

        Assert.Equal([1000, 3, 23], pred.Dims);
        Assert.Equal(415.78637695, pred.Array.Values[0], 1e-8);
        Assert.Equal(143.06573640554043, pred.Array.Values.Average(), 1e-10);
    }

    [Theory]
    [InlineData("fixture_v5.mat")]
    [InlineData("fixture_v5_zlib.mat")]
    public void Reads_every_kind_of_variable(string file)
    {
        var variables = MatFile.Read(SharedData.Require(Neural + file));

        var qpos = Assert.IsType<MatNumbers>(variables["qpos"]);
        Assert.Equal("single", qpos.ClassName);
        Assert.Equal([250, 81], qpos.Dims);
        Assert.Equal(-1.2696051597595215, qpos.Array.Values[0]);
        Assert.Equal(0.8466005325317383, qpos.Array.Values[^1]);
        Assert.Equal(47.92832013399675, qpos.Array.Values.Sum(), 1e-9);
        Assert.Equal(1235.5049551108505, Numbers(variables, "spike_times").Values.Sum(), 1e-9);
        Assert.Equal([1.0, 0, 1], Numbers(variables, "flag").Values);
        Assert.Equal(-2, ((MatNumbers)variables["cplx"]).Imaginary!.Values.Sum());
        Assert.Equal([0, 3], Numbers(variables, "empty").Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), Numbers(variables, "cube").Values);
        Assert.True(((MatNumbers)variables["i64"]).Rounded);
        Assert.Equal(["abc", "de "], ((MatText)variables["txt"]).Rows);
        var names = Assert.IsType<MatCell>(variables["names"]);
        Assert.Equal(["Walk", "Rear"], names.Items.OfType<MatText>().Select(t => t.Text));
        var parameters = Assert.IsType<MatStruct>(variables["params"]);
        var nested = Assert.IsType<MatStruct>(parameters.Fields["nested"][0]);
        Assert.Equal([1.0, 2, 3, 4], ((MatNumbers)nested.Fields["b"][0]).Array.Values);
        Assert.Equal("int16", ((MatNumbers)nested.Fields["b"][0]).ClassName);
    }

    [Fact]
    public void Reads_level_4()
    {
        var variables = MatFile.Read(SharedData.Require(Neural + "fixture_v4.mat"));

        Assert.Equal([20, 81], Numbers(variables, "qpos").Shape);
        Assert.Equal(-1.2696051597595215, Numbers(variables, "qpos").Values[0]);
        Assert.Equal("hello", ((MatText)variables["s"]).Text);
    }

    [Fact]
    public void Reads_version_7_3()
    {
        var variables = MatFile.Read(SharedData.Require(Neural + "fixture_v73.mat"));

        var qpos = Numbers(variables, "qpos");
        Assert.Equal([250, 81], qpos.Shape);
        Assert.Equal(-1.2696051597595215, qpos.Values[0]);
        Assert.Equal(0.8466005325317383, qpos.Values[(249 * 81) + 80]);
        Assert.Equal("art", ((MatText)variables["animal"]).Text);
        Assert.Equal([3, 5], ((MatCell)variables["spk"]).Items.Select(i => ((MatNumbers)i).Array.Values.Length));
    }

    [Fact]
    public void Reads_sparse()
    {
        var sparse = Assert.IsType<MatSparse>(MatFile.Read(SharedData.Require(Neural + "fixture_v5_sparse.mat"))["S"]);

        Assert.Equal([3, 3], sparse.Dims);
        Assert.Equal([new(0, 0, 1), new(1, 1, 2), new(2, 2, 3)], sparse.Entries);
    }

    [Fact]
    public void Reads_what_matlab_itself_wrote()
    {
        var variables = MatFile.Read(SharedData.Require(Neural + "Meadows_myExp_v_v1_arrangement_1D.mat"));

        Assert.Equal([1, 6903], Numbers(variables, "rdmutv_able_fly").Shape);
        var stimuli = (MatText)variables["stimuli_able_fly"];
        Assert.Equal(118, stimuli.Rows.Count);
        Assert.Equal("stim118.png", stimuli.Text);
    }

    private static NdArray Numbers(IReadOnlyDictionary<string, MatValue> variables, string name) => ((MatNumbers)variables[name]).Array;
}
