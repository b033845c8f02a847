using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation;

/// <summary>Copies of a compiled model that compute less.</summary>
internal static class VariantModels
{
    // mjDSBL_SENSOR, mjtDisableBit (mjmodel.h), the same in all versions.
    private const long SensorsDisabled = 1 << 12;

    /// <summary>For poses alone: without the constraint buffers, which make most of a world's memory before 2.3.</summary>
    public static ModelHandle WithoutConstraints(MujocoLibrary library, ModelHandle model)
    {
        var copy = model.Copy();
        if (!library.Layout.Has("mjData", "narena"))
        {
            library.Reader.SetInteger(copy.Pointer, "mjModel", "njmax", 1);
            library.Reader.SetInteger(copy.Pointer, "mjModel", "nconmax", 1);
        }
        return copy;
    }

    /// <summary>
    /// For substeps whose sensors nobody reads: their dynamics are the same to the bit and cost 6 % less on a body of 66 segments with version
    /// 2.2.2. Null where there are no sensors, and from version 3 on, which gains nothing and keeps histories of sensors.
    /// </summary>
    public static ModelHandle? WithoutSensors(MujocoLibrary library, ModelHandle model)
    {
        if (library.Layout.Has("mjData", "narena") || ModelTables.Size(library, model.Pointer, "nsensor") == 0) return null;
        var copy = model.Copy();
        var options = copy.Pointer + library.Layout.Offset("mjModel", "opt");
        library.Reader.SetInteger(options, "mjOption", "disableflags", library.Reader.Integer(options, "mjOption", "disableflags") | SensorsDisabled);
        return copy;
    }
}
