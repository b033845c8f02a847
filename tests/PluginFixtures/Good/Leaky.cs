using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Fixture.Good;

/// <summary>Leaky units: s′ = (1 − k) s + k (W x + b), y = tanh s′.</summary>
public sealed class Leaky(int units, float leak) : INetworkBlock
{
    public const string LeakyId = "good/leaky";

    public static readonly PartSetting[] Settings = [new("units", "8", "how many"), new("leak", "0.3", "share that is new in a step")];

    public static Leaky From(PartSettings s) => new(s.Count("units"), (float)s.NumberIn("leak", 0, 1));

    public BlockSize SizeFor(int inputs) => new(units, [new("weight", units, inputs, 1 / Math.Sqrt(inputs)), new("bias", units, 1, 0)], units);

    public void Forward(in BlockRows rows)
    {
        var inputs = rows.Inputs.Length / rows.Count;
        for (var r = 0; r < rows.Count; r++)
        {
            for (var u = 0; u < units; u++)
            {
                var sum = rows.Parameters[(units * inputs) + u];
                for (var i = 0; i < inputs; i++)
                    sum += rows.Parameters[(u * inputs) + i] * rows.Inputs[(r * inputs) + i];
                var next = ((1 - leak) * rows.State[(r * units) + u]) + (leak * sum);
                rows.NextState[(r * units) + u] = next;
                rows.Outputs[(r * units) + u] = MathF.Tanh(next);
            }
        }
    }

    public void Backward(in BlockRows rows, in BlockGradients gradients)
    {
        var inputs = rows.Inputs.Length / rows.Count;
        for (var r = 0; r < rows.Count; r++)
        {
            for (var u = 0; u < units; u++)
            {
                var at = (r * units) + u;
                var next = gradients.NextState[at] + (gradients.Outputs[at] * (1 - (rows.Outputs[at] * rows.Outputs[at])));
                gradients.State[at] += (1 - leak) * next;
                gradients.Parameters[(units * inputs) + u] += leak * next;
                for (var i = 0; i < inputs; i++)
                {
                    gradients.Parameters[(u * inputs) + i] += leak * next * rows.Inputs[(r * inputs) + i];
                    gradients.Inputs[(r * inputs) + i] += leak * next * rows.Parameters[(u * inputs) + i];
                }
            }
        }
    }

    public (string Outputs, string State) Export(IBlockGraph graph, string inputs, string state)
    {
        var fresh = graph.Node("Mul", "fresh", graph.Dense("seen", inputs, graph.Parameter("weight"), graph.Parameter("bias")), graph.Constant("leak", [leak]));
        var kept = graph.Node("Mul", "kept", state, graph.Constant("rest", [1 - leak]));
        var next = graph.Node("Add", "next", fresh, kept);
        return (graph.Node("Tanh", "out", next), next);
    }
}
