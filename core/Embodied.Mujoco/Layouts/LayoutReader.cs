using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Layouts;

/// <summary>Reads and writes fields of the engine's structures through a layout table. For binding and checking, not for hot loops.</summary>
/// <param name="table">The table of the loaded version.</param>
internal sealed unsafe class LayoutReader(LayoutTable table)
{
    /// <summary>An integer of whatever width this version gives it.</summary>
    public long Integer(nint structure, string type, string field)
    {
        var f = table.Field(type, field);
        var p = (byte*)structure + f.Offset;
        return f.Size switch
        {
            8 => *(long*)p,
            4 => *(int*)p,
            1 => *p,
            _ => throw new EmbodiedException($"{type}.{field} of MuJoCo {table.Name} is not an integer: {f.Type}."),
        };
    }

    /// <summary>Writes an integer of whatever width this version gives it.</summary>
    public void SetInteger(nint structure, string type, string field, long value)
    {
        var f = table.Field(type, field);
        var p = (byte*)structure + f.Offset;
        if (f.Size == 8)
            *(long*)p = value;
        else if (f.Size == 4)
            *(int*)p = checked((int)value);
        else
            *p = checked((byte)value);
    }

    /// <summary>The pointer a field holds.</summary>
    public nint Pointer(nint structure, string type, string field) => *(nint*)((byte*)structure + table.Offset(type, field));

    /// <summary>Start and length of an array whose dimensions are sizes of the model.</summary>
    public NativeArray Array(nint model, nint structure, string type, string field)
    {
        var f = table.Field(type, field);
        return new(*(nint*)((byte*)structure + f.Offset), checked((int)Count(model, f)));
    }

    /// <summary>Rows times columns of an array.</summary>
    public long Count(nint model, FieldLayout field) => Evaluate(model, field.Rows!) * Evaluate(model, field.Columns!);

    /// <summary>Value of an expression such as <c>nbody</c>, <c>3</c> or <c>nmocap*3</c>.</summary>
    private long Evaluate(nint model, string expression)
    {
        var product = 1L;
        foreach (var factor in expression.Split('*'))
            product *= Factor(model, factor);
        return product;
    }

    private long Factor(nint model, string factor) =>
        long.TryParse(factor, CultureInfo.InvariantCulture, out var number) ? number : Integer(model, "mjModel", factor);
}

/// <summary>An array in native memory.</summary>
/// <param name="Start">Address of the first element.</param>
/// <param name="Count">Elements.</param>
internal readonly record struct NativeArray(nint Start, int Count);
