using System.Runtime.InteropServices;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Native;

/// <summary>Owns an <c>mjData</c> and references to the models it is used with.</summary>
internal sealed unsafe class DataHandle : SafeHandle
{
    private readonly MujocoLibrary _library;
    private readonly ModelHandle[] _models;

    /// <summary>Makes the data of the first model.</summary>
    /// <param name="library">The library.</param>
    /// <param name="models">Models of equal sizes the data is used with; all are kept alive.</param>
    /// <exception cref="ObjectDisposedException">A model was disposed.</exception>
    public DataHandle(MujocoLibrary library, params ReadOnlySpan<ModelHandle> models)
        : base(0, true)
    {
        (_library, _models) = (library, models.ToArray());
        foreach (var model in models)
        {
            var held = false;
            model.DangerousAddRef(ref held);
        }
        SetHandle(library.Functions.MakeData(Model));
        if (!IsInvalid) return;
        Release();
        throw new EmbodiedException("MuJoCo could not allocate the state of a simulation.", "Run fewer simulations at once.");
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The <c>mjData*</c>; zero after disposal.</summary>
    public nint Pointer => IsClosed ? 0 : handle;

    /// <summary>The <c>mjModel*</c> it was made from, valid as long as this is.</summary>
    public nint Model => _models[0].DangerousGetHandle();

    protected override bool ReleaseHandle()
    {
        _library.Functions.DeleteData(handle);
        Release();
        return true;
    }

    private void Release()
    {
        foreach (var model in _models)
            model.DangerousRelease();
    }
}
