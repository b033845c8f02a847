using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>The parts of a body that a reference is compared in, found by their roles. Indices are those of the model.</summary>
internal sealed class TrackedParts
{
    public TrackedParts(BodyInScene body)
    {
        var roles = body.Body.Roles;
        if (roles.TrackedSegments.Count == 0)
            throw new InputException(body.Body.Id, "names no tracked segments in its roles", "Name the segments to compare with a reference: tracked_segments.");
        Root = body.Root;
        Segments = body.Require(ElementKind.Segment, roles.TrackedSegments);
        Appendages = body.Require(ElementKind.Segment, roles.Appendages);
        Effectors = body.Require(ElementKind.Segment, roles.EndEffectors);
        Hinges = [.. Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.PositionSize == 1)];
        HingeNames = [.. Enumerable.Range(0, body.Model.Info.JointCount).Where(j => body.Model.JointAt(j).PositionSize == 1).Select(j => body.Model.NameOf(ElementKind.Joint, j) ?? $"joint{j}")];
        if (body.Model.JointAt(0) is not { Position: 0, PositionSize: 7 } root || root.Segment != Root)
            throw new InputException(body.Body.Id, "has no free root as its first joint", "References are followed by bodies that move freely.");
    }

    public int Root { get; }

    /// <summary>Tracked segments.</summary>
    public int[] Segments { get; }

    /// <summary>Ends of the limbs and head.</summary>
    public int[] Appendages { get; }

    /// <summary>Ends of the limbs.</summary>
    public int[] Effectors { get; }

    /// <summary>All hinges and slides.</summary>
    public JointAddress[] Hinges { get; }

    /// <summary>Their names.</summary>
    public string[] HingeNames { get; }

    /// <summary>Appendages in the frame of the root: Rᵀ (x − x_root), [appendages × 3].</summary>
    public void ReadAppendages(SimulationState state, Span<double> appendages)
    {
        var frame = RootFrame.Of(state, Root);
        for (var i = 0; i < Appendages.Length; i++)
            frame.Into(state.SegmentPositions.Slice(3 * Appendages[i], 3), appendages.Slice(3 * i, 3));
    }
}
