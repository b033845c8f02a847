using System.Collections.Frozen;
using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Layouts;

/// <summary>
/// Where the fields of the engine's structures lie in one version of the library. Offsets move between versions (<c>nq</c> is an int in one and
/// 64 bits wide in another), so structures are read through these tables rather than mirrored. Look fields up when binding, never per step.
/// </summary>
internal sealed class LayoutTable
{
    private const string Suffix = ".layout";
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

    /// <summary>The table for a version as <c>mj_version</c> returns it, or null when none is embedded.</summary>
    public static LayoutTable? For(int version) => Supported.Select(Read).FirstOrDefault(t => t.Version == version);

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

    /// <summary>A constant of the headers, or null when this version lacks it.</summary>
    public int? FindConstant(string name) => _constants.TryGetValue(name, out var value) ? value : null;

    /// <summary>A structure with all its fields.</summary>
    public StructLayout Struct(string name) => _structs.TryGetValue(name, out var found)
        ? found
        : throw new EmbodiedException($"The layout table of MuJoCo {Name} does not hold {name}.");

    private static LayoutTable Read(string name)
    {
        using var stream = typeof(LayoutTable).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var reader = new StreamReader(stream);
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
