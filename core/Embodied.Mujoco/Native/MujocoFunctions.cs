namespace Embodied.Mujoco.Native;

/// <summary>
/// The exported functions that physics calls (mujoco.h). <c>nint</c> stands for <c>mjModel*</c> and <c>mjData*</c>; signatures are the same in
/// all supported versions.
/// </summary>
internal sealed unsafe class MujocoFunctions(MujocoLibrary library)
{
    public readonly delegate* unmanaged<byte*, nint, byte*, int, nint> LoadXml =
        (delegate* unmanaged<byte*, nint, byte*, int, nint>)library.Export("mj_loadXML");

    public readonly delegate* unmanaged<nint, nint, nint> CopyModel = (delegate* unmanaged<nint, nint, nint>)library.Export("mj_copyModel");
    public readonly delegate* unmanaged<nint, void> DeleteModel = (delegate* unmanaged<nint, void>)library.Export("mj_deleteModel");
    public readonly delegate* unmanaged<nint, nint, void> SetConstants = (delegate* unmanaged<nint, nint, void>)library.Export("mj_setConst");
    public readonly delegate* unmanaged<nint, nint> MakeData = (delegate* unmanaged<nint, nint>)library.Export("mj_makeData");
    public readonly delegate* unmanaged<nint, void> DeleteData = (delegate* unmanaged<nint, void>)library.Export("mj_deleteData");
    public readonly delegate* unmanaged<nint, nint, void> ResetData = (delegate* unmanaged<nint, nint, void>)library.Export("mj_resetData");

    public readonly delegate* unmanaged<nint, nint, void> Forward = (delegate* unmanaged<nint, nint, void>)library.Export("mj_forward");
    public readonly delegate* unmanaged<nint, nint, void> Step = (delegate* unmanaged<nint, nint, void>)library.Export("mj_step");
    public readonly delegate* unmanaged<nint, nint, void> Step1 = (delegate* unmanaged<nint, nint, void>)library.Export("mj_step1");
    public readonly delegate* unmanaged<nint, nint, void> Step2 = (delegate* unmanaged<nint, nint, void>)library.Export("mj_step2");

    public readonly delegate* unmanaged<nint, nint, void> Kinematics = (delegate* unmanaged<nint, nint, void>)library.Export("mj_kinematics");
    public readonly delegate* unmanaged<nint, nint, void> CentresOfMass = (delegate* unmanaged<nint, nint, void>)library.Export("mj_comPos");

    public readonly delegate* unmanaged<nint, nint, double*, double*, double*, int, void> Jacobian =
        (delegate* unmanaged<nint, nint, double*, double*, double*, int, void>)library.Export("mj_jac");

    public readonly delegate* unmanaged<nint, nint, double*, double*, void> MultiplyMass =
        (delegate* unmanaged<nint, nint, double*, double*, void>)library.Export("mj_mulM");

    public readonly delegate* unmanaged<nint, double*, double*, double, void> IntegratePositions =
        (delegate* unmanaged<nint, double*, double*, double, void>)library.Export("mj_integratePos");

    public readonly delegate* unmanaged<nint, double*, double, double*, double*, void> DifferentiatePositions =
        (delegate* unmanaged<nint, double*, double, double*, double*, void>)library.Export("mj_differentiatePos");

    public readonly delegate* unmanaged<nint, nint, int, double*, void> ContactForce =
        (delegate* unmanaged<nint, nint, int, double*, void>)library.Export("mj_contactForce");

    public readonly delegate* unmanaged<nint, int, byte*, int> NameToId =
        (delegate* unmanaged<nint, int, byte*, int>)library.Export("mj_name2id");

    public readonly delegate* unmanaged<nint, int, int, byte*> IdToName =
        (delegate* unmanaged<nint, int, int, byte*>)library.Export("mj_id2name");

    public readonly delegate* unmanaged<byte*, int> TypeOf = (delegate* unmanaged<byte*, int>)library.Export("mju_str2Type");
}
