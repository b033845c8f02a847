using System.Runtime.InteropServices;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>OpenGL in software, drawn to memory (GL/osmesa.h).</summary>
internal sealed unsafe class OsMesaContext : GraphicsContext
{
    public const string Library = "libOSMesa.so.8";

    private const uint Rgba = 0x1908; // GL_RGBA
    private const uint UnsignedByte = 0x1401; // GL_UNSIGNED_BYTE

    // The engine draws to a framebuffer of its own; a context only needs some buffer to be current.
    private const int Side = 16;

    private readonly Functions _gl;
    private nint _context;
    private void* _buffer;

    private OsMesaContext(Functions gl)
    {
        _gl = gl;
        _context = gl.Create(Rgba, 24, 8, 0, 0);
        if (_context == 0)
            throw new EmbodiedException("OSMesa could not make a context.", "Draw fewer pictures at once, or set EMBODIED_GL to egl.");
        _buffer = NativeMemory.AllocZeroed(Side * Side * 4);
    }

    /// <summary>What makes contexts, or null when the library does not load.</summary>
    public static Func<GraphicsContext>? Load()
    {
        if (!NativeLibrary.TryLoad(Library, out var handle))
            return null;
        var functions = new Functions(handle);
        return () => new OsMesaContext(functions);
    }

    public override void MakeCurrent()
    {
        if (_gl.MakeCurrent(_context, _buffer, UnsignedByte, Side, Side) == 0)
            throw new EmbodiedException("OSMesa could not make its context current.");
    }

    public override void Dispose()
    {
        if (_context == 0)
            return;
        _gl.MakeCurrent(0, null, UnsignedByte, 0, 0);
        _gl.Destroy(_context);
        NativeMemory.Free(_buffer);
        _context = 0;
        _buffer = null;
    }

    private sealed class Functions(nint library)
    {
        /// <summary>Format, depth bits, stencil bits, accumulation bits, context to share with.</summary>
        public readonly delegate* unmanaged<uint, int, int, int, nint, nint> Create =
            (delegate* unmanaged<uint, int, int, int, nint, nint>)NativeLibrary.GetExport(library, "OSMesaCreateContextExt");

        public readonly delegate* unmanaged<nint, void*, uint, int, int, byte> MakeCurrent =
            (delegate* unmanaged<nint, void*, uint, int, int, byte>)NativeLibrary.GetExport(library, "OSMesaMakeCurrent");

        public readonly delegate* unmanaged<nint, void> Destroy =
            (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "OSMesaDestroyContext");
    }
}
