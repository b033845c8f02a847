using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation;

/// <summary>Copies of a compiled model that compute less, or are of other matter.</summary>
internal static unsafe class VariantModels
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

    /// <summary>The same geometry of other matter. What follows from masses is computed anew.</summary>
    /// <param name="library">The library.</param>
    /// <param name="model">The model.</param>
    /// <param name="mass">Multiplies masses and inertias of all segments; those of rotors stay.</param>
    /// <param name="friction">Multiplies the friction coefficients of all solids and of all pairs of them.</param>
    public static ModelHandle OfOtherMatter(MujocoLibrary library, ModelHandle model, double mass, double friction)
    {
        var copy = model.Copy();
        foreach (var (field, factor) in ((string, double)[])[("body_mass", mass), ("body_inertia", mass), ("geom_friction", friction), ("pair_friction", friction)])
        {
            var array = library.Reader.Array(copy.Pointer, copy.Pointer, "mjModel", field);
            foreach (ref var value in new Span<double>((double*)array.Start, array.Count))
                value *= factor;
        }

        using var data = new DataHandle(library, copy);
        library.Functions.SetConstants(copy.Pointer, data.Pointer);
        return copy;
    }
}
