namespace Embodied.Mujoco.Layouts;

/// <summary>One structure: its size and fields in the order of declaration.</summary>
/// <param name="name">Name in the headers, e.g. <c>mjModel</c>.</param>
/// <param name="size">Size [bytes].</param>
internal sealed class StructLayout(string name, int size)
{
    private readonly Dictionary<string, FieldLayout> _fields = new(StringComparer.Ordinal);
    private readonly List<FieldLayout> _order = [];

    /// <summary>Name in the headers.</summary>
    public string Name { get; } = name;

    /// <summary>Size [bytes].</summary>
    public int Size { get; } = size;

    /// <summary>Fields by name; members of nested structures are dotted, e.g. <c>quality.shadowsize</c>.</summary>
    public IReadOnlyDictionary<string, FieldLayout> Fields => _fields;

    /// <summary>Fields in the order of declaration.</summary>
    public IReadOnlyList<FieldLayout> Order => _order;

    /// <summary>Appends a field.</summary>
    public void Add(FieldLayout field)
    {
        _fields.Add(field.Name, field);
        _order.Add(field);
    }
}
