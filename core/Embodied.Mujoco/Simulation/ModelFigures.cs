using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>What the engine made of a scene, for reports and checks; not for hot loops.</summary>
public static class ModelFigures
{
    /// <summary>Mass of each segment as compiled, the world's (0) first, in the body's unit of mass.</summary>
    public static double[] Masses(MujocoModel model)
    {
        var masses = ModelTables.Doubles(model.Library, model.ModelPointer, "body_mass").ToArray();
        GC.KeepAlive(model);
        return masses;
    }

    /// <summary>Positions of the first key frame, or null when there is none.</summary>
    public static double[]? FirstKeyFrame(MujocoModel model)
    {
        if (ModelTables.Size(model.Library, model.ModelPointer, "nkey") == 0)
            return null;
        var positions = ModelTables.Doubles(model.Library, model.ModelPointer, "key_qpos")[..model.Info.PositionCount].ToArray();
        GC.KeepAlive(model);
        return positions;
    }

    /// <summary>Bytes that each world of this model takes in the engine.</summary>
    public static long BytesPerWorld(MujocoModel model)
    {
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        var reader = model.Library.Reader;
        var bytes = reader.Integer(simulation.DataPointer, "mjData", "nbuffer");
        if (model.Layout.Has("mjData", "narena"))
            bytes += reader.Integer(simulation.DataPointer, "mjData", "narena");
        return bytes;
    }
}
