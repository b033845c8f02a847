using System.Runtime.InteropServices;
using System.Text;
using Embodied.Mujoco.Layouts;
using Embodied.Mujoco.Native;
using Embodied.Mujoco.Simulation.Rendering;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>A scene compiled by MuJoCo. Shared read-only by its simulations and calculators, which keep it alive after its disposal.</summary>
public sealed unsafe class MujocoModel : IModel, IHasKinematics, IHasRenderer, IHasShapes
{
    private readonly ModelHandle _handle;
    private readonly JointAddress[] _joints;
    private readonly SensorAddress[] _sensors;
    private readonly ElementTypes _types;
    private readonly Lazy<PlacedShape[]> _shapes;
    private readonly Lazy<ModelHandle> _lean;
    private readonly Lazy<ModelHandle?> _silent;

    private MujocoModel(MujocoLibrary library, ModelHandle handle, IReadOnlyList<string> warnings)
    {
        (Library, _handle, Warnings) = (library, handle, warnings);
        _types = new(library);
        _joints = ModelTables.Joints(library, handle.Pointer);
        _sensors = ModelTables.Sensors(library, handle.Pointer);
        Info = ModelTables.Info(library, handle.Pointer);
        _shapes = new(() => ModelTables.Shapes(library, handle.Pointer));
        _lean = new(() => VariantModels.WithoutConstraints(library, handle));
        _silent = new(() => VariantModels.WithoutSensors(library, handle));
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PlacedShape> Shapes => _shapes.Value;

    /// <summary>What the compiler remarked, in its own words.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal MujocoLibrary Library { get; }

    internal LayoutTable Layout => Library.Layout;

    /// <summary>The <c>mjModel*</c>.</summary>
    internal nint ModelPointer => _handle.Pointer;

    internal ModelHandle Handle => _handle;

    /// <summary>The same model that computes no sensors, or null where that saves nothing.</summary>
    internal ModelHandle? Silent => _silent.Value;

    /// <summary>Compiles MJCF text. Buffers are set from need (<see cref="SizeFromNeed"/>).</summary>
    /// <param name="mjcfXml">The scene.</param>
    /// <param name="nameForMessages">What errors call the scene, e.g. its file.</param>
    /// <param name="assets">Files the scene names (meshes, textures), by their path relative to it, its meshdir included.</param>
    /// <exception cref="InputException">The text is not a scene this version of MuJoCo compiles; says where and why.</exception>
    /// <exception cref="EmbodiedException">MuJoCo is not installed, or of an unknown version.</exception>
    public static MujocoModel Load(string mjcfXml, string? nameForMessages = null, IReadOnlyDictionary<string, byte[]>? assets = null)
    {
        var library = MujocoLibrary.Instance;
        for (var contacts = 0; ;)
        {
            var pointer = MjcfCompiler.Compile(library, mjcfXml, nameForMessages ?? "scene", assets, contacts, out var warnings);
            var handle = new ModelHandle(library, pointer);
            try
            {
                var model = new MujocoModel(library, handle, warnings);
                if (contacts >= ContactRoom.Most || ContactRoom.IsEnough(model))
                    return model;
                contacts = ContactRoom.Next(contacts, model);
                model.Dispose();
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
    }

    /// <summary>The same scene with bodies of other matter, as a model of its own: heavier or lighter, rougher or smoother.</summary>
    /// <param name="mass">Multiplies masses and inertias of all segments, above 0.</param>
    /// <param name="friction">Multiplies the friction coefficients of all solids, at least 0.</param>
    public MujocoModel OfOtherMatter(double mass, double friction)
    {
        if (!(mass > 0) || !(friction >= 0) || !double.IsFinite(mass + friction))
            throw new ArgumentOutOfRangeException(nameof(mass), $"mass × {mass}, friction × {friction} cannot be");
        var copy = VariantModels.OfOtherMatter(Library, _handle, mass, friction);
        try
        {
            return new(Library, copy, Warnings);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Find(ElementKind kind, string name)
    {
        fixed (byte* utf8 = Encoding.UTF8.GetBytes(name + '\0'))
        {
            var id = Library.Functions.NameToId(ModelPointer, _types.Of(kind), utf8);
            GC.KeepAlive(this);
            return id;
        }
    }

    /// <inheritdoc/>
    public string? NameOf(ElementKind kind, int index)
    {
        var name = Library.Functions.IdToName(ModelPointer, _types.Of(kind), index);
        var text = name is null || *name == 0 ? null : Marshal.PtrToStringUTF8((nint)name);
        GC.KeepAlive(this);
        return text;
    }

    /// <inheritdoc/>
    public JointAddress JointAt(int index) => _joints[index];

    /// <inheritdoc/>
    public SensorAddress SensorAt(int index) => _sensors[index];

    /// <inheritdoc/>
    public ISimulation CreateSimulation() => new MujocoSimulation(this);

    /// <inheritdoc/>
    public IKinematics CreateKinematics() => new MujocoKinematics(Library, _handle.IsClosed ? _handle : _lean.Value, Info);

    /// <inheritdoc/>
    public IRenderer CreateRenderer(int width, int height, PictureQuality quality = PictureQuality.Fast) =>
        CreateRenderer(width, height, quality == PictureQuality.Fine ? RenderQuality.Fine : RenderQuality.Fast);

    /// <summary>Makes a renderer for pictures of this size [pixels] and quality.</summary>
    /// <exception cref="EmbodiedException">No offscreen graphics on this machine; the hint says what to install.</exception>
    public IRenderer CreateRenderer(int width, int height, RenderQuality quality) => new MujocoRenderer(this, width, height, quality);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_lean.IsValueCreated) _lean.Value.Dispose();
        if (_silent.IsValueCreated) _silent.Value?.Dispose();
        _handle.Dispose();
    }
}
