using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Layouts;

/// <summary>
/// Where the fields of the engine's structures lie in one version of the library. Offsets move between versions (<c>nq</c> is an int in one and
/// 64 bits wide in another), so structures are read through these tables rather than mirrored. Look fields up when binding, never per step.
/// </summary>
internal sealed class LayoutTable
{
    private const string Suffix = ".layout.gz";
    private static readonly string Prefix = $"{typeof(LayoutTable).Namespace}.mujoco-";

    private readonly FrozenDictionary<string, StructLayout> _structs;
    private readonly FrozenDictionary<string, int> _constants;

    private LayoutTable(string name, int version, Dictionary<string, StructLayout> structs, Dictionary<string, int> constants)
    {
        (Name, Version) = (name, version);
        _structs = structs.ToFrozenDictionary(StringComparer.Ordinal);
        _constants = constants.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Version as people write it, e.g. 2.2.2.</summary>
    public string Name { get; }

    /// <summary>Version as <c>mj_version</c> returns it, e.g. 222.</summary>
    public int Version { get; }

    /// <summary>Versions a table is embedded for, e.g. 2.2.2.</summary>
    public static IReadOnlyList<string> Supported { get; } =
        [.. typeof(LayoutTable).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Suffix.Length])
            .OrderBy(System.Version.Parse)];

    /// <summary>Folder of tables that users made of headers, e.g. <c>mujoco-3.13.0.layout</c>.</summary>
    public static string UserFolder => UserCache.Layouts;

    /// <summary>The table for a version as <c>mj_version</c> returns it: one that the user made, or an embedded one; null when there is none.</summary>
    public static LayoutTable? For(int version)
    {
        var name = NameOf(version).ToString();
        var made = Path.Combine(UserFolder, $"mujoco-{name}.layout");
        if (File.Exists(made))
            return Read(name, File.OpenText(made), made);
        return Supported.Contains(name, StringComparer.Ordinal) ? Embedded(name) : null;
    }

    /// <summary>The embedded table of another release of the same minor version, the nearest one, or null. Whether it fits, the library must show.</summary>
    public static LayoutTable? Near(int version)
    {
        var wanted = NameOf(version);
        return Supported.Select(System.Version.Parse).Where(v => v.Major == wanted.Major && v.Minor == wanted.Minor)
            .OrderBy(v => Math.Abs(v.Build - wanted.Build)).ThenBy(v => v.Build).FirstOrDefault() is { } near ? Embedded(near.ToString()) : null;
    }

    /// <summary>Version as people write it from what <c>mj_version</c> returns: one digit for each part up to 3.4, three from 3.5 on.</summary>
    public static Version NameOf(int version) => version >= 1_000_000
        ? new(version / 1_000_000, version / 1000 % 1000, version % 1000)
        : new(version / 100, version / 10 % 10, version % 10);

    /// <summary>Offset of a field [bytes].</summary>
    public int Offset(string structure, string field) => Field(structure, field).Offset;

    /// <summary>Size of a structure [bytes].</summary>
    public int Size(string structure) => Struct(structure).Size;

    /// <summary>A field with its type and dimensions.</summary>
    public FieldLayout Field(string structure, string field) => Struct(structure).Fields.TryGetValue(field, out var found)
        ? found
        : throw new EmbodiedException($"MuJoCo {Name} has no field {structure}.{field}.");

    /// <summary>Whether this version has the field.</summary>
    public bool Has(string structure, string field) => Struct(structure).Fields.ContainsKey(field);

    /// <summary>A constant of the headers.</summary>
    public int Constant(string name) => _constants[name];

    /// <summary>A structure with all its fields.</summary>
    public StructLayout Struct(string name) => _structs.TryGetValue(name, out var found)
        ? found
        : throw new EmbodiedException($"The layout table of MuJoCo {Name} does not hold {name}.");

    private static LayoutTable Embedded(string name)
    {
        var stream = typeof(LayoutTable).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        return Read(name, new StreamReader(new GZipStream(stream, CompressionMode.Decompress)), name);
    }

    private static LayoutTable Read(string name, StreamReader text, string place)
    {
        using (text)
        {
            try
            {
                return Parse(name, text);
            }
            catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException or ArgumentException)
            {
                throw new InputException(place, "is no table of structures.", "Delete it, or make it again: embodied mujoco add HEADERS", e);
            }
        }
    }

    private static LayoutTable Parse(string name, StreamReader reader)
    {
        var version = 0;
        var structs = new Dictionary<string, StructLayout>(StringComparer.Ordinal);
        var constants = new Dictionary<string, int>(StringComparer.Ordinal);
        StructLayout? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var words = line.Split(' ');
            switch (words[0])
            {
                case "version": version = Int(words[1]); break;
                case "const": constants.Add(words[1], Int(words[2])); break;
                case "struct": structs.Add(words[1], current = new(words[1], Int(words[2]))); break;
                default: current!.Add(FieldOf(words)); break;
            }
        }
        return new(name, version, structs, constants);
    }

    private static FieldLayout FieldOf(string[] words) =>
        new(words[0], words[1], Int(words[2]), Int(words[3]), words.Length > 4 ? words[4] : null, words.Length > 5 ? words[5] : null);

    private static int Int(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
