using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Solving;

/// <summary>
/// Finds a pose without one to start from. A body placed onto its keypoints can end in a wrong minimum, most often turned over about a long axis; so
/// the placement is also tried turned by half a turn about each axis of the root, and the best is kept.
/// </summary>
internal static class ColdStart
{
    /// <summary>Solver steps after which a turned start must have become better than the plain one.</summary>
    private const int TrialIterations = 8;

    /// <summary>Root mean square residual, in units of the body's size, that needs no second try.</summary>
    private const double GoodEnough = 0.02;

    /// <summary>
    /// A pose that lies upside down must fit better by this factor: slender animals look nearly the same turned over, and then they stand upright.
    /// </summary>
    private const double UpsideDown = 1.25;

    /// <summary>Solves into <paramref name="pose"/> and returns the cost.</summary>
    public static double Solve(PoseSolver solver, Span<double> pose, in PoseTarget target, int iterations)
    {
        var body = solver.Body;
        body.Rest.CopyTo(pose);
        RootPlacement.Place(solver, pose, target);
        if (body.FreeRoot is not { } root)
            return solver.Solve(pose, target, iterations);
        Span<double> placed = stackalloc double[pose.Length];
        Span<double> other = stackalloc double[pose.Length];
        pose.CopyTo(placed);
        var cost = solver.Solve(pose, target, iterations);
        if (cost <= GoodEnough * GoodEnough * target.TotalWeight)
            return cost;
        var middle = RootPlacement.Middle(target);
        for (var axis = 0; axis < 3; axis++)
        {
            placed.CopyTo(other);
            TurnOver(other.Slice(root.Position, 7), axis, middle);
            if (solver.Solve(other, target, TrialIterations) * Handicap(body, other, root.Position) >= cost * Handicap(body, pose, root.Position))
                continue;
            cost = solver.Solve(other, target, iterations);
            other.CopyTo(pose);
        }
        return cost;
    }

    private static double Handicap(BodyBinding body, ReadOnlySpan<double> pose, int root)
    {
        var turn = new Quat(pose[root + 3], pose[root + 4], pose[root + 5], pose[root + 6]);
        return turn.Rotate(body.Up).Z < 0 ? UpsideDown : 1;
    }

    /// <summary>Half a turn about an axis of the root's own frame, through a point of the world.</summary>
    private static void TurnOver(Span<double> root, int axis, Vec3 through)
    {
        var turn = new Quat(root[3], root[4], root[5], root[6]);
        var about = turn.Rotate(new Vec3(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0));
        var half = Quat.FromAxisAngle(about, Math.PI);
        var position = through + half.Rotate(new Vec3(root[0], root[1], root[2]) - through);
        turn = (half * turn).Normalized();
        (root[0], root[1], root[2]) = (position.X, position.Y, position.Z);
        (root[3], root[4], root[5], root[6]) = (turn.W, turn.X, turn.Y, turn.Z);
    }
}
