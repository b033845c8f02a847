using System.Runtime.InteropServices;
using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>
/// The engine's structures for drawing (option, camera, perturbation, scene, context) in native memory, with their defaults.
/// </summary>
internal sealed unsafe class VisualStructs : IDisposable
{
    public VisualStructs(MujocoLibrary library, RenderFunctions functions)
    {
        Option = Allocate(library, "mjvOption", functions.DefaultOption);
        Camera = Allocate(library, "mjvCamera", functions.DefaultCamera);
        Perturb = Allocate(library, "mjvPerturb", functions.DefaultPerturb);
        Scene = Allocate(library, "mjvScene", functions.DefaultScene);
        Context = Allocate(library, "mjrContext", functions.DefaultContext);
    }

    public nint Option { get; private set; }

    public nint Camera { get; private set; }

    public nint Perturb { get; private set; }

    public nint Scene { get; private set; }

    public nint Context { get; private set; }

    public void Dispose()
    {
        foreach (var pointer in new[] { Option, Camera, Perturb, Scene, Context })
            NativeMemory.Free((void*)pointer);
        Option = Camera = Perturb = Scene = Context = 0;
    }

    private static nint Allocate(MujocoLibrary library, string type, delegate* unmanaged<nint, void> setDefaults)
    {
        var memory = (nint)NativeMemory.AllocZeroed((nuint)library.Layout.Size(type));
        setDefaults(memory);
        return memory;
    }
}
