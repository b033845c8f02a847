using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Sweeps;

/// <summary>A parameter of an experiment that a sweep changes: a list of values, or a range to draw from.</summary>
internal sealed class SweepParameter
{
    // So many digits are shown, and the run has what is shown.
    private const string Digits = "G6";

    private readonly Range? _range;
    private readonly YamlPlace _place;

    private SweepParameter(string key, YamlPlace place, IReadOnlyList<YamlNode> values, Range? range) => (Key, _place, Values, _range) = (key, place, values, range);

    /// <summary>The parameter, as <c>trainer.learning_rate</c>.</summary>
    public string Key { get; }

    /// <summary>The values of a list; empty where it is drawn.</summary>
    public IReadOnlyList<YamlNode> Values { get; }

    /// <summary>Whether values are drawn.</summary>
    public bool IsDrawn => _range is not null;

    /// <summary>Whether what counts is the order of magnitude.</summary>
    public bool IsLogarithmic => _range?.LogUniform is not null;

    /// <summary>Reads one; what does not do is added to the problems.</summary>
    public static SweepParameter? Read(string key, YamlNode node, YamlProblems problems)
    {
        switch (node)
        {
            case YamlSequence { Items.Count: > 0 } list:
                return new(key, list.Place, list.Items, null);
            case YamlMap map when StrictYaml.TryBind<Range>(map, problems) is { } range:
                return range.Check(map.Place, problems) ? new(key, map.Place, [], range) : null;
            case YamlMap:
                return null;
            default:
                problems.Add(node.Place, $"'{key}' is {node.Kind}; expected values", "Write a list, as [1e-4, 1e-3], or a range to draw from, as { log_uniform: [1e-4, 1e-2] }.");
                return null;
        }
    }

    /// <summary>A value drawn from the range; the same for the same seed and number, whatever other parameters there are.</summary>
    public YamlNode Draw(ulong seed, int draw)
    {
        var random = RandomStream.For(seed ^ HashOf(Key), (ulong)draw);
        var number = _range!.Value(random.NextDouble());
        return new YamlScalar(_place, _range.Whole ? number.ToString("R", CultureInfo.InvariantCulture) : number.ToString(Digits, CultureInfo.InvariantCulture), Quoted: false);
    }

    // FNV-1a: the runtime's own differs from start to start.
    private static ulong HashOf(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    /// <summary>A range as it is written.</summary>
    public sealed class Range
    {
        /// <summary>Every number between the two is as likely.</summary>
        public Interval? Uniform { get; init; }

        /// <summary>Every order of magnitude between the two is as likely.</summary>
        public Interval? LogUniform { get; init; }

        /// <summary>Whether only whole numbers do.</summary>
        public bool Whole { get; init; }

        internal bool Check(YamlPlace place, YamlProblems problems)
        {
            var problem = (Uniform, LogUniform) switch
            {
                (null, null) or (not null, not null) => "expected one of uniform, log_uniform",
                ({ } u, _) when !(u.Low < u.High) => $"a range from {u.Low:R} to {u.High:R} holds nothing to draw",
                (_, { } l) when !(l.Low > 0) => "log_uniform needs numbers above 0",
                (_, { } l) when !(l.Low < l.High) => $"a range from {l.Low:R} to {l.High:R} holds nothing to draw",
                _ => null,
            };
            if (problem is not null)
                problems.Add(place, problem);
            return problem is null;
        }

        /// <summary>The number at a place of the range, from 0 up to 1.</summary>
        internal double Value(double at)
        {
            var (low, high) = Uniform is { } u ? (u.Low, u.High) : (LogUniform!.Value.Low, LogUniform.Value.High);
            // Of whole numbers each end is as likely as any other.
            var end = Whole ? Math.Floor(high) + 1 : high;
            var value = Uniform is not null ? low + ((end - low) * at) : Math.Exp(Math.Log(low) + ((Math.Log(end) - Math.Log(low)) * at));
            return Math.Clamp(Whole ? Math.Floor(value) : double.Parse(value.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), low, high);
        }
    }
}
