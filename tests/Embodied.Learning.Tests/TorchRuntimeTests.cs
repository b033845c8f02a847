using Embodied.Learning.Torch;

namespace Embodied.Learning.Tests;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Libtorch_loads_and_differentiates()
    {
        var status = TorchRuntime.Probe();

        Assert.True(status.Works, status.Detail);
        Assert.NotNull(status.Version);
    }
}
