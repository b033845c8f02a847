using System.Runtime.InteropServices;
using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>The exported functions that drawing calls (mujoco.h); signatures are the same in all supported versions.</summary>
internal sealed unsafe class RenderFunctions(MujocoLibrary library)
{
    public readonly delegate* unmanaged<nint, void> DefaultOption = (delegate* unmanaged<nint, void>)library.Export("mjv_defaultOption");
    public readonly delegate* unmanaged<nint, void> DefaultCamera = (delegate* unmanaged<nint, void>)library.Export("mjv_defaultCamera");
    public readonly delegate* unmanaged<nint, void> DefaultPerturb = (delegate* unmanaged<nint, void>)library.Export("mjv_defaultPerturb");
    public readonly delegate* unmanaged<nint, void> DefaultScene = (delegate* unmanaged<nint, void>)library.Export("mjv_defaultScene");
    public readonly delegate* unmanaged<nint, void> DefaultContext = (delegate* unmanaged<nint, void>)library.Export("mjr_defaultContext");

    /// <summary>Model, scene, room for geoms.</summary>
    public readonly delegate* unmanaged<nint, nint, int, void> MakeScene =
        (delegate* unmanaged<nint, nint, int, void>)library.Export("mjv_makeScene");

    public readonly delegate* unmanaged<nint, void> FreeScene = (delegate* unmanaged<nint, void>)library.Export("mjv_freeScene");

    /// <summary>Model, context, font scale in percent.</summary>
    public readonly delegate* unmanaged<nint, nint, int, void> MakeContext =
        (delegate* unmanaged<nint, nint, int, void>)library.Export("mjr_makeContext");

    public readonly delegate* unmanaged<nint, void> FreeContext = (delegate* unmanaged<nint, void>)library.Export("mjr_freeContext");

    /// <summary>Framebuffer (mjtFramebuffer), context.</summary>
    public readonly delegate* unmanaged<int, nint, void> SetBuffer = (delegate* unmanaged<int, nint, void>)library.Export("mjr_setBuffer");

    /// <summary>Model, data, option, perturbation, camera, categories, scene.</summary>
    public readonly delegate* unmanaged<nint, nint, nint, nint, nint, int, nint, void> UpdateScene =
        (delegate* unmanaged<nint, nint, nint, nint, nint, int, nint, void>)library.Export("mjv_updateScene");

    /// <summary>Geom, type, size [3], position [3], rotation [9], colour [4].</summary>
    public readonly delegate* unmanaged<nint, int, double*, double*, double*, float*, void> InitGeom =
        (delegate* unmanaged<nint, int, double*, double*, double*, float*, void>)library.Export("mjv_initGeom");

    /// <summary>Viewport, scene, context.</summary>
    public readonly delegate* unmanaged<Viewport, nint, nint, void> Render =
        (delegate* unmanaged<Viewport, nint, nint, void>)library.Export("mjr_render");

    /// <summary>Colours, depths or null, viewport, context. Rows come from the bottom up.</summary>
    public readonly delegate* unmanaged<byte*, float*, Viewport, nint, void> ReadPixels =
        (delegate* unmanaged<byte*, float*, Viewport, nint, void>)library.Export("mjr_readPixels");
}

/// <summary><c>mjrRect</c>, the same in all versions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Viewport(int Left, int Bottom, int Width, int Height);
