namespace Embodied.Mujoco.Layouts;

/// <summary>One field of a structure.</summary>
/// <param name="Name">Name in the headers.</param>
/// <param name="Type">C type, e.g. <c>mjtNum*</c>.</param>
/// <param name="Offset">Offset in the structure [bytes].</param>
/// <param name="Size">Size of the field itself [bytes].</param>
/// <param name="Rows">For an array in the buffer: its rows, an expression in sizes of the model, e.g. <c>nbody</c>.</param>
/// <param name="Columns">For an array in the buffer: its columns, an expression in sizes of the model or a number.</param>
internal sealed record FieldLayout(string Name, string Type, int Offset, int Size, string? Rows, string? Columns)
{
    /// <summary>Whether the field points to an array in the structure's own buffer.</summary>
    public bool IsArray => Rows is not null;

    /// <summary>Size of one element of the array [bytes], or null for a type whose size the table must tell.</summary>
    public int? ElementSize => Type switch
    {
        "mjtNum*" or "uintptr_t*" or "mjtSize*" => 8,
        "int*" or "float*" => 4,
        "mjtByte*" or "mjtBool*" or "char*" => 1,
        _ => null,
    };
}
