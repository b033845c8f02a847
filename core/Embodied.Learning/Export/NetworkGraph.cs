using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Onnx;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Export;

/// <summary>Lays a controller out as nodes: normaliser, history, the blocks of its network, and the transform of actions.</summary>
internal sealed class NetworkGraph(OnnxGraph graph, NetworkController controller)
{
    private readonly NetworkShape _shape = controller.Shape;

    public void Build()
    {
        var states = controller.Info.StateSize;
        var observation = graph.Input("observation", _shape.ObservationSize, "raw observation, channels as in the metadata");
        var state = states > 0 ? graph.Input("state", states, "state_next of the step before; zeros when an episode begins") : null;
        var history = state is not null && _shape.Spec.History > 1 ? Part("state.history", state, _shape.MemoryStateSize, states, states) : null;
        var input = Normalized(observation);
        if (history is not null)
            history = input = graph.Concat("input", input, graph.Slice("earlier", history, 0, _shape.InputSize - _shape.ObservationSize));
        var (made, memories) = Lay(input, state, states);
        graph.Output(Transformed(made[_shape.ActionBlock]), "action", _shape.ActionSize, "action in [-1, 1]");
        if (history is not null)
            memories.Add(history);
        if (memories.Count > 0)
            graph.Output(memories is [var one] ? one : graph.Concat("state.joined", [.. memories]), "state_next", states, "state after this step");
        graph.Output(made[_shape.ValueBlock], "value", 1, "expected return, in the scaled reward of training");
    }

    private (string[] Made, List<string> Memories) Lay(string input, string? state, int states)
    {
        var (blocks, made, memories) = (new BlockGraph(graph, controller.Parameters), new string[_shape.Graph.Count], new List<string>());
        for (var i = 0; i < made.Length; i++)
        {
            var block = _shape.Graph[i];
            var before = block.StateSize > 0 ? Part($"{block.Name}.state", state!, block.StateOffset, block.StateOffset + block.StateSize, states) : "";
            (made[i], var after) = block.Export(Input(block, input, made), before, blocks);
            if (block.StateSize > 0)
                memories.Add(after);
        }

        return (made, memories);
    }

    private string Input(Block block, string input, string[] made)
    {
        string One(InputRange range, int number) => range.Block >= 0 ? made[range.Block] : graph.Slice($"{block.Name}.reads.{number}", input, range.Start, range.Start + range.Length);
        if (block.Input.IsWhole)
            return block.Input.Ranges[0].Block >= 0 ? made[block.Input.Ranges[0].Block] : input;
        var parts = block.Input.Ranges.Select(One).ToArray();
        return parts is [var one] ? one : graph.Concat($"{block.Name}.reads", parts);
    }

    private string Part(string name, string state, int first, int end, int all) => first == 0 && end == all ? state : graph.Slice(name, state, first, end);

    private string Normalized(string observation)
    {
        var (mean, scale) = controller.Normalizer.Applied;
        var centred = graph.Add("Sub", "observation.centred", [observation, graph.Constant("observation.mean", mean, mean.Length)]);
        var scaled = graph.Add("Mul", "observation.scaled", [centred, graph.Constant("observation.scale", scale, scale.Length)]);
        return Clipped("observation.normalized", scaled, ObservationNormalizer.Limit);
    }

    private string Transformed(string mean) =>
        _shape.Spec.Transform == ActionTransform.Tanh ? graph.Add("Tanh", "action.tanh", [mean]) : Clipped("action.clipped", mean, 1);

    private string Clipped(string result, string value, float limit) =>
        graph.Add("Clip", result, [value, graph.Constant($"{result}.least", [-limit]), graph.Constant($"{result}.most", [limit])]);
}
