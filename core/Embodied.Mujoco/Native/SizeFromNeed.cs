using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Native;

/// <summary>
/// Sets a scene's buffers from what the scene can need. Before 2.3 every world allocates room for <c>njmax</c> constraints and <c>nconmax</c>
/// contacts at once, quadratic in njmax: body files that ask for 8000/4000 cost 750 MB and half a second per world, where 600/150 (5 MB) step the
/// same. What a file asks for within reason is a lower bound. Later versions draw on an arena whose own default is right. Only attributes of <c>&lt;size&gt;</c> change, on their own lines.
/// </summary>
internal static partial class SizeFromNeed
{
    private const int FewestContacts = 100;
    private const int FewestConstraints = 500;

    // A file that asks for more than this (about 50 MB per world) is not believed.
    private const int MostContacts = 500;
    private const int MostConstraints = 2000;

    /// <summary>The scene with its buffers set.</summary>
    /// <param name="mjcf">MJCF text.</param>
    /// <param name="name">What errors call the scene.</param>
    /// <param name="arena">Whether the engine draws on an arena (2.3 and later).</param>
    /// <param name="contacts">Room for at least so many contacts, when fewer were seen not to be enough.</param>
    /// <exception cref="InputException">The text is not well-formed XML or its root is not <c>mujoco</c>.</exception>
    public static string Apply(string mjcf, string name, bool arena, int contacts = 0)
    {
        var survey = Survey(mjcf, name);
        var text = new StringBuilder(mjcf);
        var (most, constraints) = survey.Need(contacts);
        var sizes = arena ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" njmax=\"{constraints}\" nconmax=\"{most}\"");
        foreach (var offset in survey.SizeElements.AsEnumerable().Reverse())
            Rewrite(text, mjcf, offset, sizes, arena);
        if (survey.SizeElements.Count == 0 && sizes.Length > 0)
            InsertAfterRoot(text, mjcf, survey.Root, $"<size{sizes}/>");
        return text.ToString();
    }

    private static void Rewrite(StringBuilder text, string mjcf, int offset, string sizes, bool arena)
    {
        var end = XmlPlaces.EndOfTag(mjcf, offset);
        var tag = mjcf[offset..end];
        var kept = (arena ? Legacy() : Buffers()).Replace(tag, string.Empty);
        text.Remove(offset, tag.Length).Insert(offset, kept.Insert("<size".Length, sizes));
    }

    private static void InsertAfterRoot(StringBuilder text, string mjcf, int root, string element)
    {
        var end = XmlPlaces.EndOfTag(mjcf, root);
        if (mjcf[end - 2] == '/')
            text.Remove(end - 2, 2).Insert(end - 2, $">{element}</mujoco>");
        else
            text.Insert(end, element);
    }

    private static SceneSurvey Survey(string mjcf, string name)
    {
        var survey = new SceneSurvey();
        var lines = XmlPlaces.LineStarts(mjcf);
        try
        {
            using var reader = XmlReader.Create(new StringReader(mjcf), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var path = new Stack<string>();
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.EndElement) path.Pop();
                if (reader.NodeType != XmlNodeType.Element) continue;
                var info = (IXmlLineInfo)reader;
                survey.Count(reader, path, lines[info.LineNumber - 1] + info.LinePosition - 2, name);
                if (!reader.IsEmptyElement) path.Push(reader.LocalName);
            }
        }
        catch (XmlException e)
        {
            throw new InputException($"{name}:{e.LineNumber}:{e.LinePosition}", $"is not well-formed XML: {e.Message}", "Correct the scene.", e);
        }
        return survey;
    }

    [GeneratedRegex("""\s(njmax|nconmax|nstack|memory)\s*=\s*("[^"]*"|'[^']*')""")]
    private static partial Regex Buffers();

    [GeneratedRegex("""\s(njmax|nconmax|nstack)\s*=\s*("[^"]*"|'[^']*')""")]
    private static partial Regex Legacy();

    /// <summary>What a scene holds that can become a contact or a constraint.</summary>
    private sealed class SceneSurvey
    {
        private int _shapes;
        private int _rows;
        private int _askedContacts;
        private int _askedConstraints;

        public int Root { get; private set; }

        public List<int> SizeElements { get; } = [];

        public (int Contacts, int Constraints) Need(int seen)
        {
            var contacts = Math.Max(Math.Max(FewestContacts, 50 + _shapes), seen);
            // Three rows per possible contact: a pyramidal one has four, but far fewer than the possible ones touch at once.
            var constraints = Math.Max(FewestConstraints, (3 * contacts) + _rows);
            return (Wished(contacts, _askedContacts, MostContacts), Wished(constraints, _askedConstraints, MostConstraints));
        }

        private static int Wished(int need, int asked, int most) => asked <= most ? Math.Max(need, asked) : need;

        public void Count(XmlReader reader, Stack<string> path, int offset, string name)
        {
            if (path.Count == 0)
            {
                if (reader.LocalName != "mujoco") throw new InputException(name, $"is no MJCF: its root is <{reader.LocalName}>, not <mujoco>");
                Root = offset;
            }
            else if (path.Count == 1 && reader.LocalName == "size")
            {
                SizeElements.Add(offset);
                _askedConstraints = Math.Max(_askedConstraints, Number(reader, "njmax"));
                _askedContacts = Math.Max(_askedContacts, Number(reader, "nconmax"));
            }
            else if (!path.Contains("default"))
            {
                CountElement(reader, path.Peek());
            }
        }

        private void CountElement(XmlReader reader, string parent)
        {
            switch (reader.LocalName)
            {
                case "geom":
                    _shapes++;
                    break;
                case "joint" or "freejoint" when parent != "fixed":
                    // A limit and dry friction.
                    _rows += 2;
                    break;
                case "spatial" or "fixed" when parent == "tendon":
                    _rows += 2;
                    break;
                case "composite":
                    var copies = (reader.GetAttribute("count") ?? "1").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Aggregate(1, (product, n) => product * (int.TryParse(n, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, 100) : 1));
                    _shapes += copies;
                    _rows += 6 * copies;
                    break;
                default:
                    // Equality constraints hold up to six degrees of freedom.
                    if (parent == "equality") _rows += 6;
                    break;
            }
        }

        private static int Number(XmlReader reader, string attribute) =>
            int.TryParse(reader.GetAttribute(attribute), CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
