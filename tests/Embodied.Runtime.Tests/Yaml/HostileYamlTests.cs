using System.Text;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Tests.Yaml;

/// <summary>YAML made to take all memory or to break the parser, in each place that reads YAML: one error each, soon and at little cost.</summary>
public sealed class HostileYamlTests : IDisposable
{
    private const long Little = 64L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-yaml-").FullName;

    /// <summary>A few lines that stand for very many values.</summary>
    public static TheoryData<string, string> Bombs => new()
    {
        { "lists of lists", Doubled("[{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}]", 9) },
        { "maps of maps", Doubled("{{x: {0}, y: {0}, z: {0}}}", 18) },
        { "a list in a map in a list", Doubled("[{{x: {0}}}, {{y: {0}}}]", 30) },
        { "one anchor, very often", $"a: &a [{string.Join(", ", Enumerable.Repeat("1", 1000))}]\nb: [{string.Join(", ", Enumerable.Repeat("*a", 1000))}]" },
        { "very many keys", string.Concat(Enumerable.Range(0, 200_000).Select(i => $"k{i}: 1\n")) },
        { "very many values", $"a: [{string.Join(",", Enumerable.Repeat("1", 200_000))}]" },
        { "deep lists", new string('[', 5_000) },
        { "deep maps", string.Concat(Enumerable.Repeat("{a: ", 5_000)) },
        { "deep by indentation", string.Concat(Enumerable.Range(0, 500).Select(i => new string(' ', i) + "a:\n")) },
        { "an anchor in itself", "a: &a [*a]" },
        { "keys that are lists", "? [a, b]\n: c" },
        { "a very long line", "name: " + new string('x', 300_000) + "\n\t- [" },
    };

    /// <summary>Text that ends or goes on where nothing fits.</summary>
    public static TheoryData<string> Broken =>
        ["id: [a, b", "id: {a: b", "id: \"a", "id: 'a", "id: |2\n a\nb", "- a\nb: c", "%YAML 9\n---\na: b", "%TAG ! x\n", "id: a\n  b: c", "id: @a", "id: `a", "&a &b c", "*a", "!!binary x: y", "\u0000", "---\n---\n", "...", "id: a: b", "? ? ?", "]", "}", "- - - [", "id: &\nb: *"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_few_lines_do_not_become_many(string what, string text)
    {
        var path = Write(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.All(Readers(path), read => Assert.Throws<InputException>(read));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Little);
        Assert.NotEmpty(what);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_text_is_told_with_its_file(string text)
    {
        var path = Write(text);

        Assert.All(Readers(path), read => Assert.StartsWith(path, Assert.Throws<InputException>(read).Place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0 })]
    [InlineData(new byte[] { (byte)'i', (byte)'d', (byte)':', 0x80, 0x81 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0 })]
    public void Bytes_that_are_no_text_are_refused(byte[] bytes)
    {
        var path = Path.Combine(_folder, "a.yaml");
        File.WriteAllBytes(path, bytes);

        Assert.All(Readers(path), read => Assert.Throws<InputException>(read));
    }

    private static IEnumerable<Action> Readers(string path) => [() => PluginManifest.Read(path), () => ExperimentFile.Read(path), () => StrictYaml.Read<Sample>(path)];

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "a.yaml");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    // Each line names the one before several times.
    private static string Doubled(string form, int lines) => "l0: &l0 1\n" + string.Concat(Enumerable.Range(1, lines).Select(i =>
        $"l{i}: &l{i} {string.Format(System.Globalization.CultureInfo.InvariantCulture, form, $"*l{i - 1}")}\n"));

    private sealed class Sample
    {
        public required string Id { get; init; }
    }
}
