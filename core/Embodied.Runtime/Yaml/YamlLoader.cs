using Embodied.Sdk.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Embodied.Runtime.Yaml;

/// <summary>Turns the text of one YAML document into nodes.</summary>
internal sealed class YamlLoader
{
    private const int Deepest = 64;

    // A few lines of aliases of aliases can stand for billions of values.
    private const long MostNodes = 100_000;
    private readonly string _file;
    private readonly Parser _parser;
    private readonly YamlProblems _problems;
    private readonly Dictionary<string, (YamlNode Node, long Size)> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private YamlLoader(string file, TextReader text, YamlProblems problems) => (_file, _parser, _problems) = (file, new Parser(text), problems);

    /// <summary>Reads a text.</summary>
    /// <exception cref="InputException">The text is not YAML, is empty, or holds several documents.</exception>
    public static YamlNode Load(string file, string text, YamlProblems problems)
    {
        var loader = new YamlLoader(file, new StringReader(text), problems);
        try
        {
            return loader.Document();
        }
        catch (YamlException e)
        {
            throw new InputException(loader.At(e.Start).ToString(), $"is not valid YAML: {e.Message}", null, e);
        }
        catch (Exception e) when (e is not InputException)
        {
            // The parser answers some broken texts, a missing bracket among them, with exceptions of its own inside.
            throw new InputException(loader._parser.Current is { } at ? loader.At(at.End).ToString() : file, "is not valid YAML: it ends or goes on where nothing fits",
                "Look for a bracket, a brace or a quote that is not closed.", e);
        }
    }

    private YamlNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            throw new InputException(_file, "is empty");
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            throw new InputException(At(_parser.Current!.Start).ToString(), "holds a second document", "Keep one document per file.");
        return root;
    }

    private YamlNode Node(int depth)
    {
        if (depth > Deepest)
            throw new InputException(At(_parser.Current!.Start).ToString(), $"is nested deeper than {Deepest} levels");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Aliased(alias);
        var before = Count(1) - 1;
        var start = _parser.Current as NodeEvent;
        YamlNode node = start switch
        {
            Scalar scalar => Leaf(scalar),
            SequenceStart => Sequence(depth),
            MappingStart => Map(depth),
            _ => throw new InputException(At(_parser.Current!.Start).ToString(), "is not a value, a list or a map"),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = (node, _nodes - before);
        return node;
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var found))
            throw new InputException(At(alias.Start).ToString(), $"refers to '*{alias.Value.Value}', which is not defined before it");
        Count(found.Size);
        return found.Node;
    }

    // What the text stands for, aliases written out.
    private long Count(long more) => (_nodes += more) <= MostNodes
        ? _nodes
        : throw new InputException(At(_parser.Current!.Start).ToString(), $"stands for more than {MostNodes} values", "Write fewer aliases, or split the file.");

    private YamlScalar Leaf(Scalar scalar)
    {
        _parser.MoveNext();
        return new YamlScalar(At(scalar.Start), scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
    }

    private YamlSequence Sequence(int depth)
    {
        var place = At(_parser.Consume<SequenceStart>().Start);
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new YamlSequence(place, items);
    }

    private YamlMap Map(int depth)
    {
        var place = At(_parser.Consume<MappingStart>().Start);
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not YamlScalar key)
                throw new InputException(At(_parser.Current!.Start).ToString(), "a key must be a plain name");
            var value = Node(depth + 1);
            if (lines.TryAdd(key.Text, key.Place.Line))
                entries.Add(new YamlEntry(key.Text, key.Place, value));
            else
                _problems.Add(key.Place, $"key '{key.Text}' stands twice, first in line {lines[key.Text]}");
        }

        return new YamlMap(place, entries);
    }

    private YamlPlace At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
