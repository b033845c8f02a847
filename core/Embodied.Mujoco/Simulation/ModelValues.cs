using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Simulation;

/// <summary>Reads figures of a compiled model by the engine's own names, for inspection and for comparing models. Not for hot loops.</summary>
public static unsafe class ModelValues
{
    /// <summary>A copy of an array of the model, e.g. <c>body_mass</c> or <c>actuator_gainprm</c>, row-major.</summary>
    /// <exception cref="EmbodiedException">This version of the engine has no such array.</exception>
    public static double[] Values(this MujocoModel model, string field)
    {
        var layout = model.Layout.Field("mjModel", field);
        var array = model.Library.Reader.Array(model.ModelPointer, model.ModelPointer, "mjModel", field);
        var values = new double[array.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = At(array.Start, i, layout.Type);
        GC.KeepAlive(model);
        return values;
    }

    private static double At(nint start, int index, string type) => type.TrimEnd('*', ' ') switch
    {
        "mjtNum" => ((double*)start)[index],
        "float" => ((float*)start)[index],
        "int" => ((int*)start)[index],
        "mjtByte" or "mjtBool" or "bool" => ((byte*)start)[index],
        _ => throw new EmbodiedException($"Arrays of {type} cannot be read as numbers."),
    };
}
