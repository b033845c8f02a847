using System.Runtime.InteropServices;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>OpenGL through EGL without a window or surface (EGL/egl.h, EGL_MESA_platform_surfaceless).</summary>
internal sealed unsafe class EglContext : GraphicsContext
{
    public const string Library = "libEGL.so.1";

    private const int PlatformSurfaceless = 0x31DD;
    private const int OpenGl = 0x30A2;
    private const int SurfaceType = 0x3033;
    private const int Pbuffer = 1;
    private const int RenderableType = 0x3040;
    private const int OpenGlBit = 8;
    private const int RedSize = 0x3024;
    private const int GreenSize = 0x3023;
    private const int BlueSize = 0x3022;
    private const int DepthSize = 0x3025;
    private const int None = 0x3038;

    private readonly Functions _gl;
    private readonly nint _display;
    private nint _context;

    private EglContext(Functions gl, nint display, nint config)
    {
        (_gl, _display) = (gl, display);
        var attributes = stackalloc int[] { None };
        // The kind of OpenGL is chosen per thread.
        if (gl.BindApi(OpenGl) != 0)
            _context = gl.CreateContext(display, config, 0, attributes);
        if (_context == 0)
            throw new EmbodiedException("EGL could not make an OpenGL context.", "Run apt-get install libosmesa6.");
    }

    /// <summary>What makes contexts, or null when the library does not load or offers no OpenGL without a surface.</summary>
    public static Func<GraphicsContext>? Load()
    {
        if (!NativeLibrary.TryLoad(Library, out var handle) || !NativeLibrary.TryGetExport(handle, "eglGetPlatformDisplay", out _))
            return null;
        var gl = new Functions(handle);
        var display = gl.GetPlatformDisplay(PlatformSurfaceless, 0, null);
        if (display == 0 || gl.Initialize(display, null, null) == 0 || gl.BindApi(OpenGl) == 0)
            return null;
        var wanted = stackalloc int[]
        {
            SurfaceType, Pbuffer, RenderableType, OpenGlBit, RedSize, 8, GreenSize, 8, BlueSize, 8, DepthSize, 24, None,
        };
        nint config;
        int found;
        if (gl.ChooseConfig(display, wanted, &config, 1, &found) == 0 || found == 0)
            return null;
        var chosen = config;
        return () => new EglContext(gl, display, chosen);
    }

    public override void MakeCurrent()
    {
        if (_gl.BindApi(OpenGl) == 0 || _gl.MakeCurrent(_display, 0, 0, _context) == 0)
            throw new EmbodiedException("EGL could not make its context current.");
    }

    public override void Dispose()
    {
        if (_context == 0)
            return;
        _gl.MakeCurrent(_display, 0, 0, 0);
        _gl.DestroyContext(_display, _context);
        _context = 0;
    }

    private sealed class Functions(nint library)
    {
        public readonly delegate* unmanaged<int, nint, nint*, nint> GetPlatformDisplay =
            (delegate* unmanaged<int, nint, nint*, nint>)NativeLibrary.GetExport(library, "eglGetPlatformDisplay");

        public readonly delegate* unmanaged<nint, int*, int*, uint> Initialize =
            (delegate* unmanaged<nint, int*, int*, uint>)NativeLibrary.GetExport(library, "eglInitialize");

        public readonly delegate* unmanaged<int, uint> BindApi =
            (delegate* unmanaged<int, uint>)NativeLibrary.GetExport(library, "eglBindAPI");

        public readonly delegate* unmanaged<nint, int*, nint*, int, int*, uint> ChooseConfig =
            (delegate* unmanaged<nint, int*, nint*, int, int*, uint>)NativeLibrary.GetExport(library, "eglChooseConfig");

        public readonly delegate* unmanaged<nint, nint, nint, int*, nint> CreateContext =
            (delegate* unmanaged<nint, nint, nint, int*, nint>)NativeLibrary.GetExport(library, "eglCreateContext");

        public readonly delegate* unmanaged<nint, nint, nint, nint, uint> MakeCurrent =
            (delegate* unmanaged<nint, nint, nint, nint, uint>)NativeLibrary.GetExport(library, "eglMakeCurrent");

        public readonly delegate* unmanaged<nint, nint, uint> DestroyContext =
            (delegate* unmanaged<nint, nint, uint>)NativeLibrary.GetExport(library, "eglDestroyContext");
    }
}
