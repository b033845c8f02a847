using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Export;

/// <summary>Lays a controller out as nodes. The equations are those of <see cref="MemoryKernel"/> and <see cref="DenseKernel"/>.</summary>
internal sealed class NetworkGraph(OnnxGraph graph, NetworkController controller)
{
    private readonly NetworkShape _shape = controller.Shape;

    public void Build()
    {
        var states = controller.Info.StateSize;
        var observation = graph.Input("observation", _shape.ObservationSize, "raw observation, channels as in the metadata");
        var state = states > 0 ? graph.Input("state", states, "state_next of the step before; zeros when an episode begins") : null;
        var (memory, history) = Split(state);
        var input = Normalized(observation);
        if (history is not null)
            history = input = graph.Concat("input", input, graph.Slice("earlier", history, 0, _shape.InputSize - _shape.ObservationSize));
        var features = Layers(_shape.Encoder, input);
        if (_shape.LatentMean is { } latent)
            features = graph.Concat("features", [Dense(latent, features), .. _shape.Body!.Ranges.Select((r, i) => graph.Slice($"body.{i}", input, r.Start, r.Start + r.Length))]);
        if (memory is not null)
            (features, memory) = Remember(features, memory);
        var mean = Dense(_shape.Mean, Layers(_shape.Actor, features));
        graph.Output(Transformed(mean), "action", _shape.ActionSize, "action in [-1, 1]");
        if (Joined(memory, history) is { } next)
            graph.Output(next, "state_next", states, "state after this step");
        graph.Output(Dense(_shape.Value, Layers(_shape.Critic, _shape.LatentMean is null ? features : input)), "value", 1, "expected return, in the scaled reward of training");
    }

    private (string? Memory, string? History) Split(string? state) => (state, _shape.MemoryStateSize, _shape.Spec.History > 1) switch
    {
        (null, _, _) => (null, null),
        (_, 0, _) => (null, state),
        (_, _, false) => (state, null),
        var (_, memory, _) => (graph.Slice("state.memory", state, 0, memory), graph.Slice("state.history", state, memory, controller.Info.StateSize)),
    };

    private string? Joined(string? memory, string? history) =>
        memory is not null && history is not null ? graph.Concat("state.joined", memory, history) : memory ?? history;

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

    private string Layers(IEnumerable<DenseShape> layers, string x) => layers.Aggregate(x, (value, layer) => Dense(layer, value));

    private string Dense(DenseShape layer, string x)
    {
        var y = graph.Dense($"{layer.Name}.linear", x, Constant(layer.Weight), Constant(layer.Bias, vector: true));
        return layer.Nonlinearity is { } nonlinearity ? graph.Add(nonlinearity.ToString(), layer.Name, [y]) : y;
    }

    private (string Features, string Memory) Remember(string features, string memory)
    {
        var units = _shape.Spec.MemorySize;
        var lstm = _shape.Spec.Memory == MemoryKind.Lstm;
        var h = lstm ? graph.Slice("memory.h", memory, 0, units) : memory;
        var fromInput = graph.Dense("memory.from_input", features, Constant(_shape.InputWeight!), Constant(_shape.InputBias!, vector: true));
        var fromState = graph.Dense("memory.from_state", h, Constant(_shape.RecurrentWeight!), Constant(_shape.RecurrentBias!, vector: true));
        if (lstm)
            return Lstm(Sum("memory.gates", fromInput, fromState), graph.Slice("memory.c", memory, units, 2 * units), units);
        h = _shape.Spec.Memory == MemoryKind.Rnn
            ? graph.Add("Tanh", "memory.next", [Sum("memory.sum", fromInput, fromState)])
            : Gru(fromInput, fromState, h, units);
        return (h, h);
    }

    private string Gru(string fromInput, string fromState, string h, int units)
    {
        string Gate(string name, int gate) => graph.Add("Sigmoid", name, [Sum($"{name}.sum", Part($"{name}.x", fromInput, gate, units), Part($"{name}.h", fromState, gate, units))]);
        var (reset, update) = (Gate("memory.reset", 0), Gate("memory.update", 1));
        var recalled = graph.Add("Mul", "memory.recalled", [reset, Part("memory.new.h", fromState, 2, units)]);
        var fresh = graph.Add("Tanh", "memory.new", [Sum("memory.new.sum", Part("memory.new.x", fromInput, 2, units), recalled)]);
        var kept = graph.Add("Mul", "memory.kept", [update, graph.Add("Sub", "memory.old", [h, fresh])]);
        return Sum("memory.next", fresh, kept);
    }

    private (string Features, string Memory) Lstm(string gates, string c, int units)
    {
        string Gate(string name, int gate, string type) => graph.Add(type, name, [Part($"{name}.sum", gates, gate, units)]);
        var written = graph.Add("Mul", "memory.written", [Gate("memory.in", 0, "Sigmoid"), Gate("memory.cell", 2, "Tanh")]);
        c = Sum("memory.c_next", graph.Add("Mul", "memory.kept", [Gate("memory.forget", 1, "Sigmoid"), c]), written);
        var h = graph.Add("Mul", "memory.h_next", [Gate("memory.out", 3, "Sigmoid"), graph.Add("Tanh", "memory.c_tanh", [c])]);
        return (h, graph.Concat("memory.next", h, c));
    }

    private string Part(string result, string gates, int gate, int units) => graph.Slice(result, gates, gate * units, (gate + 1) * units);

    private string Sum(string result, string a, string b) => graph.Add("Add", result, [a, b]);

    private string Constant(ParameterBlock block, bool vector = false) =>
        graph.Constant(block.Name, block.In(controller.Parameters), vector ? [block.Rows] : [block.Rows, block.Columns]);
}
