using Embodied.Data.Numpy;

namespace Embodied.Tests.Data;

/// <summary>Arrays that NumPy wrote.</summary>
public sealed class NpzReaderTests
{
    [Fact]
    public void Reads_the_reference_registration()
    {
        var arrays = NpzReader.Read(SharedData.Require("data/rodent/golden/stac_ref_S0.9.npz"));

        Assert.Equal(["qpos", "offsets", "err"], arrays.Keys);
        Assert.Equal([1000, 74], arrays["qpos"].Shape);
        Assert.Equal([23, 3], arrays["offsets"].Shape);
        Assert.Equal([1000, 23], arrays["err"].Shape);
        Assert.Equal(1.27, arrays["err"].Values.Average(), 0.01); // Its paper trail gives 1.27 mm.
    }
}
