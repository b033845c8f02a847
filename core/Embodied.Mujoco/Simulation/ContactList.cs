using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// The contacts of the last solved substep with their forces. They are copied out because the engine overwrites its list when it detects the
/// contacts of the next substep, whose forces are not known yet.
/// </summary>
internal sealed unsafe class ContactList
{
    private const int Wrench = 6;

    private readonly delegate* unmanaged<nint, nint, int, double*, void> _force;
    private readonly int _countOffset;
    private readonly int _arrayOffset;
    private readonly int _stride;
    private readonly int _dist;
    private readonly int _first;
    private readonly int _second;
    private readonly int _position;
    private readonly int _frame;
    private readonly int* _segmentOfShape;
    private Contact[] _contacts = new Contact[64];

    public ContactList(MujocoLibrary library, nint model)
    {
        var layout = library.Layout;
        _force = library.Functions.ContactForce;
        _countOffset = layout.Offset("mjData", "ncon");
        _arrayOffset = layout.Offset("mjData", "contact");
        _stride = layout.Size("mjContact");
        _dist = layout.Offset("mjContact", "dist");
        _first = layout.Offset("mjContact", "geom1");
        _second = layout.Offset("mjContact", "geom2");
        _position = layout.Offset("mjContact", "pos");
        _frame = layout.Offset("mjContact", "frame");
        _segmentOfShape = (int*)library.Reader.Pointer(model, "mjModel", "geom_bodyid");
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A contact.</summary>
    public Contact this[int index] => index < Count ? _contacts[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Forgets them.</summary>
    public void Clear() => Count = 0;

    /// <summary>Copies what the engine solved. Allocates only while the largest number of contacts still grows.</summary>
    public void Capture(nint model, nint data)
    {
        var count = *(int*)(data + _countOffset);
        if (count > _contacts.Length)
            Array.Resize(ref _contacts, count * 2);
        var wrench = stackalloc double[Wrench];
        // Read anew each time: later versions keep contacts in an arena that moves.
        var contact = *(nint*)(data + _arrayOffset);
        for (var i = 0; i < count; i++, contact += _stride)
        {
            // In the contact's frame, normal first; zero for a contact that takes no force.
            _force(model, data, i, wrench);
            var at = (double*)(contact + _position);
            var frame = (double*)(contact + _frame);
            _contacts[i] = new(SegmentOf(*(int*)(contact + _first)), SegmentOf(*(int*)(contact + _second)), *(double*)(contact + _dist), wrench[0])
            {
                Position = new(at[0], at[1], at[2]),
                Normal = new(frame[0], frame[1], frame[2]),
                Force = new(Along(0), Along(1), Along(2)),
            };

            // The rows of the frame are the normal and two tangents.
            double Along(int axis) => (wrench[0] * frame[axis]) + (wrench[1] * frame[3 + axis]) + (wrench[2] * frame[6 + axis]);
        }
        Count = count;
    }

    // Soft bodies of later versions have no shape: they count as the world.
    private int SegmentOf(int shape) => shape >= 0 ? _segmentOfShape[shape] : 0;
}
