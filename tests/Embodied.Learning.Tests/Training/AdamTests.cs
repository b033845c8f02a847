using Embodied.Learning.Tests.Support;
using Embodied.Learning.Training;

namespace Embodied.Learning.Tests.Training;

public sealed class AdamTests
{
    // Kingma and Ba 2015, algorithm 1, in double precision and with its own names; the optimisers of libtorch hide scalars.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    public void Steps_as_published(double weightDecay)
    {
        const int size = 20;
        const double alpha = 1e-2, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-5;
        var settings = new PpoSettings { WeightDecay = weightDecay, MaximumGradientNorm = 1e9, AdamEpsilon = epsilon };
        var own = Nets.Gaussians(size, 1);
        var theta = own.Select(x => (double)x).ToArray();
        var (m, v) = (new double[size], new double[size]);
        var adam = new Adam(size);
        for (var t = 1; t <= 50; t++)
        {
            var gradient = Nets.Gaussians(size, (ulong)(t + 9), 2);
            for (var i = 0; i < size; i++)
            {
                var g = gradient[i] + (weightDecay * theta[i]);
                m[i] = (beta1 * m[i]) + ((1 - beta1) * g);
                v[i] = (beta2 * v[i]) + ((1 - beta2) * g * g);
                theta[i] -= alpha * (m[i] / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon);
            }

            adam.Step(own, gradient, alpha, settings, 1);
        }

        Near.Assert([.. theta.Select(x => (float)x)], own, 1e-5);
    }

    [Fact]
    public void Long_gradients_are_scaled_to_the_maximum_norm()
    {
        var (scaled, plain) = (new Adam(2), new Adam(2));
        float[] a = [0, 0], b = [0, 0];
        Assert.Equal(50, scaled.Step(a, [30, 40], 0.1, new() { MaximumGradientNorm = 5, WeightDecay = 0 }, 1), 1e-6);
        plain.Step(b, [3, 4], 0.1, new() { MaximumGradientNorm = 100, WeightDecay = 0 }, 1);
        Near.Assert(plain.First, scaled.First, 1e-5);
        Near.Assert(plain.Second, scaled.Second, 1e-5);
    }
}
