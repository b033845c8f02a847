using Embodied.Registration.Solving;

namespace Embodied.Registration.Tracking;

/// <summary>Solves frame after frame, each from the one before; starts anew when it has lost the animal.</summary>
internal sealed class PoseTracker(BodyBinding body, FrameReader reader, RegistrationOptions options, double[] offsets, double usualSquare)
{
    /// <summary>A frame this many times worse than calibration's mean square is tried again from rest.</summary>
    private const double LostFactor = 6;

    /// <summary>Tracks a chunk; <paramref name="keep"/> receives each frame the chunk keeps and its pose, for frames that can be solved.</summary>
    public void Track(PoseSolver solver, Chunk chunk, Action<int, double[]> keep, CancellationToken cancel)
    {
        var points = new double[3 * reader.Keypoints];
        var weights = new double[reader.Keypoints];
        var pose = new double[body.Rest.Length];
        var previous = new double[body.Rest.Length];
        var tracking = false;
        for (var frame = chunk.LeadIn; frame < chunk.End; frame++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!reader.Read(frame, points, weights))
                continue;
            pose.CopyTo(previous, 0);
            var target = new PoseTarget
            {
                Points = points,
                Weights = weights,
                Offsets = offsets,
                Previous = tracking && options.Smoothness > 0 ? previous : [],
            };
            if (!tracking)
                Restart(solver, pose, target);
            else
                Follow(solver, pose, previous, target);
            tracking = true;
            if (frame >= chunk.Start)
                keep(frame, pose);
        }
    }

    private void Follow(PoseSolver solver, double[] pose, double[] previous, in PoseTarget target)
    {
        var cost = solver.Solve(pose, target, options.Iterations);
        var limit = LostFactor * usualSquare * Total(target.Weights);
        if (cost <= limit)
            return;
        // First from where the trunk has gone, with the joints as they were; then from rest.
        cost = Try(solver, pose, previous, target, cost);
        if (cost > limit)
            Try(solver, pose, body.Rest, target, cost);
    }

    private double Try(PoseSolver solver, double[] pose, double[] from, in PoseTarget target, double cost)
    {
        var other = (double[])from.Clone();
        RootPlacement.Place(solver, other, target);
        var cost2 = solver.Solve(other, target, options.ColdIterations);
        if (cost2 >= cost)
            return cost;
        other.CopyTo(pose, 0);
        return cost2;
    }

    private void Restart(PoseSolver solver, double[] pose, in PoseTarget target)
    {
        body.Rest.CopyTo(pose, 0);
        RootPlacement.Place(solver, pose, target);
        solver.Solve(pose, target, options.ColdIterations);
    }

    private static double Total(ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (var weight in weights)
            total += weight;
        return total;
    }
}
