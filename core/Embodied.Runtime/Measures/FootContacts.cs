using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Measures;

/// <summary>Which of the segments that may touch the ground do so.</summary>
internal sealed class FootContacts
{
    private int[] _footOf = [];

    /// <summary>Whether each foot touches, [feet].</summary>
    public bool[] Touching { get; private set; } = [];

    public void Bind(BodyInScene body, string part)
    {
        var roles = body.Body.Roles;
        var names = roles.GroundContacts.Count > 0 ? roles.GroundContacts : roles.EndEffectors;
        if (names.Count == 0)
            throw new InputException(body.Body.Id, $"names neither ground contacts nor end effectors in its roles; {part} needs to know what touches the ground");
        _footOf = new int[body.Model.Info.SegmentCount];
        Array.Fill(_footOf, -1);
        var feet = body.Require(ElementKind.Segment, names);
        for (var i = 0; i < feet.Length; i++)
            _footOf[feet[i]] = i;
        Touching = new bool[feet.Length];
    }

    /// <summary>Reads the contacts with the world, segment 0, that carry force.</summary>
    public void Read(SimulationState state)
    {
        Array.Clear(Touching);
        for (var i = 0; i < state.ContactCount; i++)
        {
            var contact = state.ContactAt(i);
            if (contact.NormalForce <= 0 || (contact.First != 0 && contact.Second != 0))
                continue;
            if (_footOf[contact.First == 0 ? contact.Second : contact.First] is >= 0 and var foot)
                Touching[foot] = true;
        }
    }
}
