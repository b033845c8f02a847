using System.Runtime.InteropServices;

namespace Embodied.Mujoco.Native;

/// <summary>Owns an <c>mjModel</c>. What was made from it holds a reference, so that it outlives the last of them.</summary>
internal sealed unsafe class ModelHandle : SafeHandle
{
    private readonly MujocoLibrary _library;

    public ModelHandle(MujocoLibrary library, nint model)
        : base(0, true)
    {
        _library = library;
        SetHandle(model);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The <c>mjModel*</c>.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, typeof(ModelHandle));
            return handle;
        }
    }

    /// <summary>A copy that can be altered.</summary>
    public ModelHandle Copy() => new(_library, _library.Functions.CopyModel(0, Pointer));

    protected override bool ReleaseHandle()
    {
        _library.Functions.DeleteModel(handle);
        return true;
    }
}
