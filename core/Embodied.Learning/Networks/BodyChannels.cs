using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Networks;

/// <summary>The numbers of an observation that are no goal: how the body is, as opposed to what it is to do.</summary>
public sealed class BodyChannels
{
    private readonly (int Start, int Length)[] _ranges;

    private BodyChannels((int Start, int Length)[] ranges) => (_ranges, Size) = (ranges, ranges.Sum(r => r.Length));

    /// <summary>How many.</summary>
    public int Size { get; }

    /// <summary>Where they lie in an observation, in order; neighbours are one range.</summary>
    public IReadOnlyList<(int Start, int Length)> Ranges => _ranges;

    /// <summary>Tells the channels apart by their names.</summary>
    /// <exception cref="InputException">All of them are goals, or none is.</exception>
    public static BodyChannels Of(NetworkSpec spec, Layout observation)
    {
        var ranges = new List<(int Start, int Length)>();
        var start = 0;
        foreach (var channel in observation.Channels)
        {
            if (!spec.Goals.Any(g => channel.Name.StartsWith(g, StringComparison.Ordinal)))
            {
                if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Length == start)
                    ranges[^1] = (ranges[^1].Start, ranges[^1].Length + channel.Size);
                else
                    ranges.Add((start, channel.Size));
            }

            start += channel.Size;
        }

        var body = new BodyChannels([.. ranges]);
        if (body.Size == 0 || body.Size == observation.Size)
        {
            throw new InputException(spec.Id, $"needs channels that begin with {string.Join(" or ", spec.Goals)} and others; found {string.Join(", ", observation.Channels.Select(c => c.Name))}",
                "Name the channels that only the encoder sees: goals: [reference/].");
        }

        return body;
    }

    /// <summary>Copies them out of an observation.</summary>
    public void Copy(ReadOnlySpan<float> observation, Span<float> body)
    {
        foreach (var (start, length) in _ranges)
        {
            observation.Slice(start, length).CopyTo(body);
            body = body[length..];
        }
    }
}
