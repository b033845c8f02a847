using Embodied.Learning.Onnx;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Lays a memory out as nodes of an ONNX graph. The equations are those of <see cref="MemoryKernel"/>.</summary>
internal sealed class MemoryNodes(string name, MemoryCell cell, BlockGraph blocks)
{
    private readonly OnnxGraph _graph = blocks.Raw;

    /// <summary>Output and memory after the step.</summary>
    public (string Output, string State) Lay(string x, string memory)
    {
        var units = cell.Units;
        var lstm = cell.Kind == MemoryKind.Lstm;
        var h = lstm ? _graph.Slice($"{name}.h", memory, 0, units) : memory;
        var fromInput = _graph.Dense($"{name}.from_input", x, blocks.Weight(cell.Input), blocks.Vector(cell.InputBias));
        var fromState = _graph.Dense($"{name}.from_state", h, blocks.Weight(cell.Recurrent), blocks.Vector(cell.RecurrentBias));
        if (lstm)
            return Lstm(Sum($"{name}.gates", fromInput, fromState), _graph.Slice($"{name}.c", memory, units, 2 * units), units);
        h = cell.Kind == MemoryKind.Rnn ? _graph.Add("Tanh", $"{name}.next", [Sum($"{name}.sum", fromInput, fromState)]) : Gru(fromInput, fromState, h, units);
        return (h, h);
    }

    private string Gru(string fromInput, string fromState, string h, int units)
    {
        string Gate(string gate, int number) =>
            _graph.Add("Sigmoid", gate, [Sum($"{gate}.sum", Part($"{gate}.x", fromInput, number, units), Part($"{gate}.h", fromState, number, units))]);
        var (reset, update) = (Gate($"{name}.reset", 0), Gate($"{name}.update", 1));
        var recalled = _graph.Add("Mul", $"{name}.recalled", [reset, Part($"{name}.new.h", fromState, 2, units)]);
        var fresh = _graph.Add("Tanh", $"{name}.new", [Sum($"{name}.new.sum", Part($"{name}.new.x", fromInput, 2, units), recalled)]);
        var kept = _graph.Add("Mul", $"{name}.kept", [update, _graph.Add("Sub", $"{name}.old", [h, fresh])]);
        return Sum($"{name}.next", fresh, kept);
    }

    private (string Output, string State) Lstm(string gates, string c, int units)
    {
        string Gate(string gate, int number, string type) => _graph.Add(type, gate, [Part($"{gate}.sum", gates, number, units)]);
        var written = _graph.Add("Mul", $"{name}.written", [Gate($"{name}.in", 0, "Sigmoid"), Gate($"{name}.cell", 2, "Tanh")]);
        c = Sum($"{name}.c_next", _graph.Add("Mul", $"{name}.kept", [Gate($"{name}.forget", 1, "Sigmoid"), c]), written);
        var h = _graph.Add("Mul", $"{name}.h_next", [Gate($"{name}.out", 3, "Sigmoid"), _graph.Add("Tanh", $"{name}.c_tanh", [c])]);
        return (h, _graph.Concat($"{name}.next", h, c));
    }

    private string Part(string result, string gates, int gate, int units) => _graph.Slice(result, gates, gate * units, (gate + 1) * units);

    private string Sum(string result, string a, string b) => _graph.Add("Add", result, [a, b]);
}
