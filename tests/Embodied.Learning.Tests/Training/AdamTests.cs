using Embodied.Learning.Tests.Support;
using Embodied.Learning.Training;
using static TorchSharp.torch;

namespace Embodied.Learning.Tests.Training;

public sealed class AdamTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    public void Steps_like_the_optimiser_of_libtorch(double weightDecay)
    {
        const int size = 20;
        var settings = new PpoSettings { WeightDecay = weightDecay, MaximumGradientNorm = 1e9, AdamEpsilon = 1e-5 };
        var own = Nets.Gaussians(size, 1);
        using var scope = NewDisposeScope();
        var theirs = new TorchSharp.Modules.Parameter(tensor(own));
        using var reference = optim.Adam([theirs], 1e-2, 0.9, 0.999, 1e-5, weightDecay);
        var adam = new Adam(size);
        for (var step = 0; step < 50; step++)
        {
            var gradient = Nets.Gaussians(size, (ulong)(step + 10), 2);
            theirs.grad = tensor(gradient);
            reference.step();
            adam.Step(own, gradient, 1e-2, settings);
        }

        Near.Assert(theirs.detach().data<float>().ToArray(), own, 1e-5);
    }

    [Fact]
    public void Long_gradients_are_scaled_to_the_maximum_norm()
    {
        var (scaled, plain) = (new Adam(2), new Adam(2));
        float[] a = [0, 0], b = [0, 0];
        Assert.Equal(50, scaled.Step(a, [30, 40], 0.1, new() { MaximumGradientNorm = 5, WeightDecay = 0 }), 1e-6);
        plain.Step(b, [3, 4], 0.1, new() { MaximumGradientNorm = 100, WeightDecay = 0 });
        Near.Assert(plain.First, scaled.First, 1e-5);
        Near.Assert(plain.Second, scaled.Second, 1e-5);
    }
}
