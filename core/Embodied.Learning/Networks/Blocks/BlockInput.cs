using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>A stretch of numbers a block reads.</summary>
/// <param name="Block">Number of the block it comes from; −1 for the observation.</param>
/// <param name="Start">First number in a row of it.</param>
/// <param name="Length">How many.</param>
internal readonly record struct InputRange(int Block, int Start, int Length);

/// <summary>What a block reads, side by side; names are resolved once.</summary>
internal sealed class BlockInput
{
    private const string Everything = "observation";

    private BlockInput(IReadOnlyList<InputRange> ranges, IReadOnlyList<int> shape, bool whole)
    {
        (Ranges, Shape, IsWhole) = (ranges, shape, whole);
        Size = ranges.Sum(r => r.Length);
    }

    /// <summary>The ranges in order.</summary>
    public IReadOnlyList<InputRange> Ranges { get; }

    /// <summary>Numbers in all.</summary>
    public int Size { get; }

    /// <summary>Sizes of an input that is one image; empty for rows of numbers.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Whether it is all of one block, or all of the observation, as it lies.</summary>
    public bool IsWhole { get; }

    /// <summary>Resolves names.</summary>
    /// <param name="spec">The block.</param>
    /// <param name="network">The network, for messages.</param>
    /// <param name="observation">Channels of one step.</param>
    /// <param name="history">Steps shown at once.</param>
    /// <param name="before">The blocks before it.</param>
    /// <exception cref="InputException">A name is neither a block before this one nor a channel; names the nearest.</exception>
    public static BlockInput Of(BlockSpec spec, NetworkSpec network, Layout observation, int history, IReadOnlyList<Block> before)
    {
        if (spec.Inputs.Count == 0)
            throw Wrong(network, spec, "reads nothing", "Add inputs: [observation], channels, or blocks before it.");
        var (ranges, shape, channels) = (new List<InputRange>(), (IReadOnlyList<int>)[], new HashSet<string>(StringComparer.Ordinal));
        var excluded = spec.Inputs.Where(i => i.StartsWith('!')).Select(i => i[1..]).ToArray();
        foreach (var name in spec.Inputs.Where(i => !i.StartsWith('!')))
        {
            if (before.FirstOrDefault(b => b.Name == name) is { } block)
            {
                ranges.Add(new(IndexOf(before, block), 0, block.Outputs));
                shape = block.OutputShape;
            }
            else
            {
                Select(name);
            }
        }

        if (excluded.Length > 0)
        {
            foreach (var pattern in excluded.Where(p => !observation.Channels.Any(c => Matches(c, p))))
                throw Unknown(pattern);
            channels = [.. (channels.Count > 0 ? observation.Channels.Where(c => channels.Contains(c.Name)) : observation.Channels).Where(c => !excluded.Any(p => Matches(c, p))).Select(c => c.Name)];
            if (channels.Count == 0)
                throw Wrong(network, spec, $"leaves out every channel: {string.Join(", ", observation.Channels.Select(c => c.Name))}", "Leave out fewer.");
        }

        var seen = channels.Count > 0 ? Observed(observation, history, channels) : [];
        if (channels.Count == 1 && ranges.Count == 0 && history == 1)
            shape = observation.Channels.First(c => channels.Contains(c.Name)).Shape;
        else if (spec.Inputs.Count != 1)
            shape = [];
        // Blocks come in the order they are named, channels behind them in the order of the observation.
        var all = (IReadOnlyList<InputRange>)[.. ranges, .. seen];
        var whole = all is [var one] && (one.Block < 0 ? one.Length == observation.Size * history : one.Length == before[one.Block].Outputs);
        return new(all, shape, whole);

        void Select(string pattern)
        {
            var found = pattern == Everything ? observation.Channels : [.. observation.Channels.Where(c => Matches(c, pattern))];
            if (found.Count == 0)
                throw Unknown(pattern);
            channels.UnionWith(found.Select(c => c.Name));
        }

        InputException Unknown(string pattern) => Wrong(
            network, spec, $"reads '{pattern}', which is neither a block before it nor a channel",
            NearestName.Hint(pattern, [.. before.Select(b => b.Name), .. observation.Channels.Select(c => c.Name), Everything]));
    }

    /// <summary>Side by side in rows.</summary>
    /// <param name="observation">[rows × all that is observed].</param>
    /// <param name="observed">Numbers in a row of it.</param>
    /// <param name="blocks">The blocks as they act.</param>
    /// <param name="target">Receives [rows × size].</param>
    /// <param name="rows">How many.</param>
    public void Gather(ReadOnlySpan<float> observation, int observed, ActingBlock[] blocks, Span<float> target, int rows)
    {
        for (var i = 0; i < Ranges.Count; i++)
        {
            var range = Ranges[i];
            var source = range.Block < 0 ? observation : blocks[range.Block].Output;
            // A block is always read whole, so its rows are as long as the range.
            var stride = range.Block < 0 ? observed : range.Length;
            for (var row = 0; row < rows; row++)
                source.Slice((row * stride) + range.Start, range.Length).CopyTo(target[(row * Size)..]);
            target = target[range.Length..];
        }
    }

    private static InputException Wrong(NetworkSpec network, BlockSpec spec, string problem, string hint) =>
        new(spec.Place ?? network.Id, $"block '{spec.Name}' {problem}", hint);

    private static int IndexOf(IReadOnlyList<Block> blocks, Block block) => Enumerable.Range(0, blocks.Count).First(i => blocks[i] == block);

    // Exact, or all that begin as it does: reference/* and reference/ mean the same group.
    private static bool Matches(Channel channel, string pattern) =>
        pattern.EndsWith('*') || pattern.EndsWith('/') ? channel.Name.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal) : channel.Name == pattern;

    private static List<InputRange> Observed(Layout observation, int history, HashSet<string> channels)
    {
        var ranges = new List<InputRange>();
        for (var step = 0; step < history; step++)
        {
            foreach (var channel in observation.Channels.Where(c => channels.Contains(c.Name)))
            {
                var start = (step * observation.Size) + observation.OffsetOf(channel.Name);
                if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Length == start)
                    ranges[^1] = ranges[^1] with { Length = ranges[^1].Length + channel.Size };
                else
                    ranges.Add(new(-1, start, channel.Size));
            }
        }

        return ranges;
    }
}
