using System.Text.RegularExpressions;
using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Holding;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Roles;

/// <summary>Guesses the roles of a body that someone else wrote, from its names and from how it stands.</summary>
/// <param name="backend">What compiles it.</param>
public sealed partial class RoleGuess(IBackend backend)
{
    // What lies no higher than this share of the root's height is taken to stand on the ground.
    private const double Near = 0.05;

    /// <summary>The roles of a body whose own are not known yet.</summary>
    /// <exception cref="InputException">The body is broken, or there is none in the file.</exception>
    public BodyRoles For(MjcfBody body)
    {
        if (body.Facts.IsEmpty)
            throw new InputException(body.Id, "holds no <body> that could have a role", "Give a file that holds a body.");
        var scene = new Scene { Arena = new FlatArena(), Bodies = [new(body)] };
        using var model = backend.Compile(scene);
        using var simulation = model.CreateSimulation();
        var placed = new BodyInScene(model, scene.Bodies[0]);
        StartPose.For(model, simulation)?.Take(simulation);
        var ground = GroundPlacement.For(placed);
        ground?.Lower(simulation);
        simulation.Forward();

        var (facts, root) = (body.Facts, body.Roles.Root);
        var own = facts.CarriedBy(root).ToList();
        var ends = facts.Leaves.Where(own.Contains).ToList();
        var head = own.Find(n => HeadWord().IsMatch(n));
        var height = simulation.State.SegmentPositions[(3 * placed.Root) + 2];
        return new BodyRoles
        {
            Root = root,
            Head = head,
            EndEffectors = ends,
            Appendages = head is null ? ends : [.. ends.Append(head).Distinct(StringComparer.Ordinal)],
            TrackedSegments = [.. Moving(placed, own)],
            GroundContacts = ground is null ? [] : [.. ground.Within(Near * Math.Abs(height), simulation.State).Select(s => model.NameOf(ElementKind.Segment, s)).OfType<string>().Where(own.Contains)],
            StandingHeight = Math.Max(0, height),
            EgocentricCamera = facts.Cameras.FirstOrDefault(c => EyeWord().IsMatch(c)),
            PortraitCamera = body.Roles.PortraitCamera,
        };
    }

    // Segments without a joint of their own move as their carrier does.
    private static IEnumerable<string> Moving(BodyInScene body, List<string> own)
    {
        var jointed = Enumerable.Range(0, body.Model.Info.JointCount).Select(i => body.Model.JointAt(i).Segment).ToHashSet();
        return own.Where(n => n == body.Body.Roles.Root || jointed.Contains(body.Model.Find(ElementKind.Segment, body.Prefix + n)));
    }

    [GeneratedRegex("(^|[^a-z])(head|skull)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeadWord();

    [GeneratedRegex("(^|[^a-z])(ego|egocentric|eye|eyes)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EyeWord();
}
