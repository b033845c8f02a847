using Embodied.Mujoco.Native;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>
/// Draws simulations of one model with the engine's own renderer, without a window. Collision shapes (groups 0 to 2) are drawn, sites are
/// not. The
/// same state and view give the same picture.
/// </summary>
internal sealed unsafe class MujocoRenderer : IRenderer
{
    // mjtFramebuffer, mjtCamera, mjtCatBit, mjtRndFlag (mjrender.h, mjvisualize.h), the same in all versions.
    private const int Offscreen = 1;
    private const int FreeCamera = 0;
    private const int FixedCamera = 2;
    private const int AllCategories = 7;
    private const int ShadowFlag = 0;
    private const int ReflectionFlag = 2;
    private const int FontScale = 100;

    /// <summary>Room for tendons, contacts and markers beside the shapes; a geom takes about 250 bytes.</summary>
    private const int SpareGeoms = 10_000;

    private readonly MujocoModel _model;
    private readonly MujocoLibrary _library;
    private readonly RenderFunctions _functions;
    private readonly ModelHandle _visual;
    private readonly GraphicsContext _graphics;
    private readonly VisualStructs _structs;
    private readonly MarkerGeoms _markers;
    private readonly Viewport _viewport;
    private readonly byte[] _bottomUp;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _disposed;

    public MujocoRenderer(MujocoModel model, int width, int height, RenderQuality quality)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_model, _library) = (model, model.Library);
        _graphics = GraphicsLibrary.CreateContext();
        _graphics.MakeCurrent();
        _functions = new(_library);
        _markers = new(_library, _functions);
        _structs = new(_library, _functions);
        _viewport = new(0, 0, width, height);
        _bottomUp = new byte[width * height * 3];
        _visual = model.Handle.Copy();
        SetPictureSettings(width, height, quality);
        _functions.MakeScene(_visual.Pointer, _structs.Scene, SpareGeoms + ModelTables.Size(_library, _visual.Pointer, "ngeom"));
        _functions.MakeContext(_visual.Pointer, _structs.Context, FontScale);
        _functions.SetBuffer(Offscreen, _structs.Context);
        HideSites();
        SetFlag(ShadowFlag, quality.ShadowSize > 0);
        SetFlag(ReflectionFlag, quality.ShadowSize > 0);
    }

    /// <inheritdoc/>
    public void Render(ISimulation simulation, View view, Span<byte> rgb)
    {
        RequireThread();
        if (simulation is not MujocoSimulation world || world.Model != _model)
            throw new ArgumentException("The simulation is not of the model that this renderer draws.", nameof(simulation));
        if (rgb.Length != _bottomUp.Length)
            throw new ArgumentException($"The picture has {_bottomUp.Length} bytes, the buffer {rgb.Length}.", nameof(rgb));
        _graphics.MakeCurrent();
        Aim(view);
        _functions.UpdateScene(
            _visual.Pointer, world.DataPointer, _structs.Option, _structs.Perturb, _structs.Camera, AllCategories, _structs.Scene);
        if (view.BodyOpacity < 1)
            _markers.Fade(_structs.Scene, view.BodyOpacity);
        _markers.Append(_structs.Scene, view.Markers);
        _functions.Render(_viewport, _structs.Scene, _structs.Context);
        fixed (byte* pixels = _bottomUp)
            _functions.ReadPixels(pixels, null, _viewport, _structs.Context);
        CopyTopDown(rgb);
        GC.KeepAlive(simulation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        RequireThread();
        _disposed = true;
        _graphics.MakeCurrent();
        _functions.FreeContext(_structs.Context);
        _functions.FreeScene(_structs.Scene);
        _structs.Dispose();
        _graphics.Dispose();
        _visual.Dispose();
    }

    /// <summary>The engine takes picture settings from the model, so they go into a copy.</summary>
    private void SetPictureSettings(int width, int height, RenderQuality quality)
    {
        var visual = _visual.Pointer + _library.Layout.Offset("mjModel", "vis");
        _library.Reader.SetInteger(visual, "mjVisual", "global.offwidth", width);
        _library.Reader.SetInteger(visual, "mjVisual", "global.offheight", height);
        _library.Reader.SetInteger(visual, "mjVisual", "quality.shadowsize", quality.ShadowSize);
        _library.Reader.SetInteger(visual, "mjVisual", "quality.offsamples", quality.Samples);
    }

    private void HideSites()
    {
        var groups = _library.Layout.Field("mjvOption", "sitegroup");
        new Span<byte>((byte*)_structs.Option + groups.Offset, groups.Size).Clear();
    }

    private void SetFlag(int flag, bool on) =>
        *(byte*)(_structs.Scene + _library.Layout.Offset("mjvScene", "flags") + flag) = on ? (byte)1 : (byte)0;

    private void Aim(View view)
    {
        var layout = _library.Layout;
        var camera = _structs.Camera;
        if (view.Camera is { } name)
        {
            var index = _model.Find(ElementKind.Camera, name);
            if (index < 0)
                throw new InputException("camera", $"the scene has no camera named '{name}'", NamesOfCameras());
            *(int*)(camera + layout.Offset("mjvCamera", "type")) = FixedCamera;
            *(int*)(camera + layout.Offset("mjvCamera", "fixedcamid")) = index;
            return;
        }
        *(int*)(camera + layout.Offset("mjvCamera", "type")) = FreeCamera;
        var lookAt = (double*)(camera + layout.Offset("mjvCamera", "lookat"));
        (lookAt[0], lookAt[1], lookAt[2]) = (view.LookAt.X, view.LookAt.Y, view.LookAt.Z);
        *(double*)(camera + layout.Offset("mjvCamera", "distance")) = view.Distance;
        *(double*)(camera + layout.Offset("mjvCamera", "azimuth")) = view.Azimuth;
        *(double*)(camera + layout.Offset("mjvCamera", "elevation")) = view.Elevation;
    }

    private void CopyTopDown(Span<byte> rgb)
    {
        var stride = _viewport.Width * 3;
        for (var row = 0; row < _viewport.Height; row++)
            _bottomUp.AsSpan((_viewport.Height - 1 - row) * stride, stride).CopyTo(rgb[(row * stride)..]);
    }

    private void RequireThread()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("A renderer is used on the thread that made it.");
    }

    private string NamesOfCameras()
    {
        var names = new List<string>();
        for (var i = 0; _model.NameOf(ElementKind.Camera, i) is { } name; i++)
            names.Add($"'{name}'");
        return names.Count == 0 ? "It has none: leave the camera out for a free one." : $"There are {string.Join(", ", names)}; leave the camera out for a free one.";
    }
}
