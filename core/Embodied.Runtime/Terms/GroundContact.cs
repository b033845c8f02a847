using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Terms;

/// <summary>A segment touches the world that is not among the ground contacts of the body's roles.</summary>
internal sealed class GroundContact : ITermination
{
    private bool[] _may = [];

    public void Bind(BodyInScene body)
    {
        var contacts = body.Body.Roles.GroundContacts;
        if (contacts.Count == 0)
            throw new InputException(body.Body.Id, "names no ground contacts in its roles; the end 'ground-contact' needs to know what may touch the ground");
        _may = new bool[body.Model.Info.SegmentCount];
        foreach (var segment in body.Require(ElementKind.Segment, contacts))
            _may[segment] = true;
    }

    public bool Holds(in StepContext step)
    {
        for (var i = 0; i < step.State.ContactCount; i++)
        {
            var contact = step.State.ContactAt(i);
            // Segment 0 is the world.
            if (contact.NormalForce > 0 && (contact.First == 0 ? !_may[contact.Second] : contact.Second == 0 && !_may[contact.First]))
                return true;
        }

        return false;
    }
}
