using System.Globalization;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Onnx;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Export;

/// <summary>
/// Writes controllers as ONNX: raw <c>observation</c> [batch × n] and, where there is one, <c>state</c> [batch × s] in; <c>action</c> [batch × m],
/// <c>state_next</c> and <c>value</c> [batch × 1] out. Normaliser, history, memory and action transform are inside. An episode begins with a state
/// of zeros. Actions are the deterministic ones.
/// </summary>
public static class OnnxExport
{
    /// <summary>Writes a controller; the file is whole or the former one stands.</summary>
    /// <param name="path">The file.</param>
    /// <param name="controller">The controller.</param>
    /// <param name="facts">What it says about itself: goes into the file's metadata.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, NetworkController controller, AgentFacts facts) =>
        AtomicFile.Write(path, stream => stream.Write(Bytes(controller, facts)));

    /// <summary>The file's content; the same controller gives the same bytes.</summary>
    public static byte[] Bytes(NetworkController controller, AgentFacts facts)
    {
        var graph = new OnnxGraph(controller.Info.Id);
        new NetworkGraph(graph, controller).Build();
        return graph.Write(typeof(OnnxExport).Assembly.GetName().Version?.ToString(3) ?? "", Metadata(controller, facts));
    }

    private static Dictionary<string, string> Metadata(NetworkController controller, AgentFacts facts) => new(StringComparer.Ordinal)
    {
        ["id"] = controller.Info.Id,
        ["observation"] = Text(facts.Observation),
        ["action"] = Text(facts.Action),
        ["state_size"] = controller.Info.StateSize.ToString(CultureInfo.InvariantCulture),
        ["control_timestep_s"] = facts.ControlTimestep.ToString("R", CultureInfo.InvariantCulture),
        ["action_transform"] = controller.Shape.Spec.Transform.ToString().ToLowerInvariant(),
        ["log_deviation"] = Numbers(controller.Shape.LogDeviation, controller.Parameters),
        ["seed"] = facts.Seed.ToString(CultureInfo.InvariantCulture),
        ["steps"] = facts.Steps.ToString(CultureInfo.InvariantCulture),
        ["experiment"] = facts.Experiment,
    };

    // One channel a line: name, size, unit.
    private static string Text(IReadOnlyList<Channel> channels) => string.Join('\n', channels.Select(c => $"{c.Name}[{c.Size}] {c.Unit}"));

    private static string Numbers(ParameterBlock block, float[] parameters) =>
        string.Join(' ', block.In(parameters).ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
