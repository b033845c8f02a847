using System.Text;
using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>The engine's numbers (mjtObj) for kinds of elements. They differ between versions, so the library is asked.</summary>
internal sealed unsafe class ElementTypes
{
    private readonly int[] _types = new int[Enum.GetValues<ElementKind>().Length];

    public ElementTypes(MujocoLibrary library)
    {
        foreach (var kind in Enum.GetValues<ElementKind>())
            fixed (byte* utf8 = Encoding.UTF8.GetBytes(TypeName(kind) + '\0'))
                _types[(int)kind] = library.Functions.TypeOf(utf8);
    }

    /// <summary>The number of a kind.</summary>
    public int Of(ElementKind kind) => _types[(int)kind];

    private static string TypeName(ElementKind kind) => kind switch
    {
        ElementKind.Segment => "body",
        ElementKind.Joint => "joint",
        ElementKind.Shape => "geom",
        ElementKind.Site => "site",
        ElementKind.Camera => "camera",
        ElementKind.Tendon => "tendon",
        ElementKind.Actuator => "actuator",
        ElementKind.Sensor => "sensor",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of element"),
    };
}
