using System.Text;
using System.Text.Json.Nodes;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Tests.Checkpoints;

/// <summary>Agents whose checksum is right and whose content is not: another program wrote them. One error each, and nothing of them acts.</summary>
public sealed class HostileAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What is written instead of a fact.</summary>
    [Theory]
    [InlineData("network", "null")]
    [InlineData("network", "7")]
    [InlineData("network.blocks", "null")]
    [InlineData("network.blocks", "[]")]
    [InlineData("network.blocks", "[null]")]
    [InlineData("network.blocks.0.kind", "null")]
    [InlineData("network.blocks.0.kind", "\"magic\"")]
    [InlineData("network.blocks.0.name", "null")]
    [InlineData("network.blocks.0.inputs", "null")]
    [InlineData("network.blocks.0.inputs", "[null]")]
    [InlineData("network.blocks.0.settings", "null")]
    [InlineData("network.blocks.0.settings.widths", "\"-3\"")]
    [InlineData("network.blocks.0.settings.widths", "\"2000000000,2000000000\"")]
    [InlineData("network.id", "null")]
    [InlineData("observation", "null")]
    [InlineData("observation", "[]")]
    [InlineData("observation", "[null]")]
    [InlineData("observation.0.size", "-1")]
    [InlineData("observation.0.size", "2147483647")]
    [InlineData("observation.0.name", "null")]
    [InlineData("observation.1.name", "\"eye\"")]
    [InlineData("action", "null")]
    [InlineData("action", "[]")]
    [InlineData("action.0.size", "0")]
    [InlineData("control_timestep", "\"soon\"")]
    [InlineData("experiment", "null")]
    [InlineData("seed", "-1")]
    [InlineData("steps", "1e300")]
    [InlineData("progress", "7")]
    public void A_fact_that_cannot_be(string fact, string json)
    {
        var blocks = Whole();
        var facts = JsonNode.Parse(blocks["facts"])!;
        Set(facts, fact.Split('.'), JsonNode.Parse(json));
        blocks["facts"] = Encoding.UTF8.GetBytes(facts.ToJsonString());

        RequireRefused(blocks);
    }

    [Theory]
    [InlineData("parameters", 0)]
    [InlineData("parameters", 3)]
    [InlineData("parameters", 1)]
    [InlineData("observations", 0)]
    [InlineData("observations", 7)]
    [InlineData("observations", 16)]
    [InlineData("facts", 0)]
    [InlineData("facts", 1)]
    public void A_block_that_is_too_short(string block, int bytes)
    {
        var blocks = Whole();
        blocks[block] = blocks[block][..bytes];

        RequireRefused(blocks);
    }

    [Theory]
    [InlineData("parameters")]
    [InlineData("observations")]
    [InlineData("facts")]
    public void A_block_that_is_not_there_or_too_long(string block)
    {
        var blocks = Whole();
        var whole = blocks[block];
        blocks[block] = [.. whole, .. whole];
        RequireRefused(blocks);

        blocks.Remove(block);
        RequireRefused(blocks);
    }

    [Theory]
    [InlineData("parameters", 0, double.NaN)]
    [InlineData("parameters", 5, double.PositiveInfinity)]
    [InlineData("parameters", 5, double.NegativeInfinity)]
    [InlineData("observations", 1, double.NaN)]
    [InlineData("observations", 3, double.PositiveInfinity)]
    [InlineData("observations", 8, double.NegativeInfinity)]
    public void A_number_that_is_none(string block, int index, double number)
    {
        var blocks = Whole();
        if (block == "parameters")
            BitConverter.TryWriteBytes(blocks[block].AsSpan(4 * index), (float)number);
        else
            BitConverter.TryWriteBytes(blocks[block].AsSpan(8 * index), number);

        RequireRefused(blocks);
    }

    private void RequireRefused(Dictionary<string, byte[]> blocks)
    {
        CheckpointFile.Write(_folder["hostile.agent"], blocks);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<InputException>(() => SavedAgent.Open(_folder["hostile.agent"]));

        Assert.StartsWith(_folder["hostile.agent"], refused.Place, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(refused.Hint), refused.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    private Dictionary<string, byte[]> Whole()
    {
        var (seen, done) = (new Channel[] { new("eye", 3, "1"), new("wind", 2, "m/s", -1, 1) }, new Channel[] { new("legs", Nets.Actions, "1", -1, 1) });
        var shape = new NetworkShape(Nets.Spec("mlp"), new Layout(seen), Nets.Actions);
        new Checkpoint
        {
            Facts = new() { Network = Nets.Spec("mlp"), Observation = seen, Action = done, ControlTimestep = 0.02 },
            Parameters = Nets.Parameters(shape),
            Observations = new RunningMoments(5),
        }.Write(_folder["whole.agent"]);
        SavedAgent.Open(_folder["whole.agent"]).Dispose();
        return CheckpointFile.Read(_folder["whole.agent"]).ToDictionary(StringComparer.Ordinal);
    }

    private static void Set(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
            node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        node[path[^1]] = value;
    }
}
