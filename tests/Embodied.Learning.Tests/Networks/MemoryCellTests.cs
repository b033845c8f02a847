using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Tests.Support;
using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Tests.Networks;

/// <summary>The memory against the cells of libtorch itself, which have the same equations and the same order of gates.</summary>
public sealed class MemoryCellTests
{
    private const int Steps = 30;

    [Theory]
    [MemberData(nameof(Nets.Recurrent), MemberType = typeof(Nets))]
    public void Is_the_cell_of_libtorch(string kind)
    {
        using var scope = NewDisposeScope();
        var shape = Nets.Shape(kind);
        var parameters = Nets.Parameters(shape);
        var inputs = Nets.Gaussians(Steps * Nets.Observations, 5);
        var expected = Reference(shape, parameters, Tensors.From(inputs, Steps, 1, Nets.Observations));

        using var learning = new LearningNetwork(shape);
        learning.Load(parameters);
        var acting = new MemoryKernel(shape.Graph.OfType<MemoryBlock>().Single().Cell);
        acting.Load(parameters);
        var own = new float[shape.MemoryStateSize];
        var memory = zeros(1, shape.MemoryStateSize);
        for (var t = 0; t < Steps; t++)
        {
            var input = inputs.AsSpan(t * Nets.Observations, Nets.Observations);
            acting.Step(input, own, own.Length, own.Length);
            memory = learning.NextMemory(Tensors.From(input, 1, 1, Nets.Observations), memory).detach();
            var hidden = expected.AsSpan(t * Nets.Units, Nets.Units);
            Near.Assert(hidden, own.AsSpan(0, Nets.Units), 1e-5);
            Near.Assert(hidden, memory.contiguous().Numbers().ToArray().AsSpan(0, Nets.Units), 1e-5);
        }
    }

    private static float[] Reference(NetworkShape shape, float[] parameters, Tensor inputs)
    {
        var units = Nets.Units;
        nn.Module module;
        Func<Tensor> run;
        switch (shape.Spec.Id)
        {
            case "core/rnn":
                var rnn = nn.RNN(Nets.Observations, units);
                (module, run) = (rnn, () => rnn.call(inputs).Item1);
                break;
            case "core/gru":
                var gru = nn.GRU(Nets.Observations, units);
                (module, run) = (gru, () => gru.call(inputs).Item1);
                break;
            default:
                var lstm = nn.LSTM(Nets.Observations, units);
                (module, run) = (lstm, () => lstm.call(inputs).Item1);
                break;
        }

        using (module)
        {
            var blocks = new Dictionary<string, ParameterBlock>
            {
                ["weight_ih_l0"] = shape.Parameter("memory.input"),
                ["weight_hh_l0"] = shape.Parameter("memory.recurrent"),
                ["bias_ih_l0"] = shape.Parameter("memory.input_bias"),
                ["bias_hh_l0"] = shape.Parameter("memory.recurrent_bias"),
            };
            foreach (var (name, parameter) in module.named_parameters())
                blocks[name].In(parameters).CopyTo(parameter.Numbers());
            // With gradients on: without them oneDNN's LSTM is asked, which is wrong by 0.2 on processors with AVX-512 for some sizes.
            return run().detach().contiguous().Numbers().ToArray();
        }
    }
}
