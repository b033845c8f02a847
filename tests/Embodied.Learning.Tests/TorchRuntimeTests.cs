using TorchSharp;
using static TorchSharp.torch;

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

    [Fact]
    public void A_gated_recurrent_network_learns_to_recall_its_first_input()
    {
        manual_seed(1);
        using var cell = nn.GRU(1, 8, batchFirst: true);
        using var head = nn.Linear(8, 1);
        using var optimiser = optim.Adam(cell.parameters().Concat(head.parameters()), 0.02);
        using var input = randn(64, 5, 1);
        using var target = input.select(1, 0);
        double first = 0, last = 0;
        for (var i = 0; i < 150; i++)
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            var (states, _) = cell.call(input);
            var loss = nn.functional.mse_loss(head.call(states.select(1, 4)), target);
            loss.backward();
            optimiser.step();
            last = loss.ToDouble();
            if (i == 0)
                first = last;
        }

        Assert.True(last < first / 10, $"the loss went from {first} to {last}");
    }
}
