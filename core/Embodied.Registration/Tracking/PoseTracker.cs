using Embodied.Registration.Calibrating;
using Embodied.Registration.Solving;

namespace Embodied.Registration.Tracking;

/// <summary>Solves frame after frame, each from the one before; starts anew when it has lost the animal.</summary>
internal sealed class PoseTracker(BodyBinding body, FrameReader reader, RegistrationOptions options, Calibration.Fit fit)
{
    /// <summary>A frame this many times worse than calibration's mean square is tried again from elsewhere.</summary>
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
                Offsets = fit.Offsets,
                Cutoffs = fit.Cutoffs,
                Previous = tracking && options.Smoothness > 0 ? previous : [],
            };
            tracking = tracking ? Follow(solver, frame, pose, previous, target) : Find(solver, frame, pose, target, double.PositiveInfinity);
            if (tracking && frame >= chunk.Start)
                keep(frame, pose);
        }
    }

    /// <summary>Solves a frame from the one before; false when too few keypoints fit.</summary>
    private bool Follow(PoseSolver solver, int frame, double[] pose, double[] previous, in PoseTarget target)
    {
        var cost = solver.Solve(pose, target, options.Iterations);
        var (square, fitting) = solver.Misfit(target);
        if (square <= Limit(target))
            return fitting >= reader.MinimumKeypoints;
        // First from where the trunk has gone, with the joints as they were.
        cost = Try(solver, pose, previous, target, cost);
        return Find(solver, frame, pose, target, cost);
    }

    /// <summary>Solves a frame without one before, or after it has lost the animal: from the nearest calibrated pose, then from rest.</summary>
    private bool Find(PoseSolver solver, int frame, double[] pose, in PoseTarget target, double cost)
    {
        if (double.IsInfinity(cost) || IsLost(solver, pose, target))
            cost = Try(solver, pose, Nearest(frame), target, cost);
        if (IsLost(solver, pose, target))
        {
            Span<double> other = stackalloc double[pose.Length];
            if (ColdStart.Solve(solver, other, target, options.ColdIterations) < cost)
                other.CopyTo(pose);
        }
        return Fits(solver, pose, target);
    }

    private double Try(PoseSolver solver, double[] pose, ReadOnlySpan<double> from, in PoseTarget target, double cost)
    {
        Span<double> other = stackalloc double[pose.Length];
        from.CopyTo(other);
        RootPlacement.Place(solver, other, target);
        var found = solver.Solve(other, target, options.ColdIterations);
        if (found >= cost)
            return cost;
        other.CopyTo(pose);
        return found;
    }

    private ReadOnlySpan<double> Nearest(int frame)
    {
        var at = Array.BinarySearch(fit.Frames, frame);
        at = at >= 0 ? at : ~at;
        if (at == fit.Frames.Length || (at > 0 && frame - fit.Frames[at - 1] < fit.Frames[at] - frame))
            at--;
        return fit.Poses.AsSpan(at * body.Rest.Length, body.Rest.Length);
    }

    private double Limit(in PoseTarget target) => LostFactor * fit.MeanSquare * target.TotalWeight;

    private bool IsLost(PoseSolver solver, double[] pose, in PoseTarget target)
    {
        solver.Restore(pose, target);
        return solver.Misfit(target).Square > Limit(target);
    }

    private bool Fits(PoseSolver solver, double[] pose, in PoseTarget target)
    {
        solver.Restore(pose, target);
        return solver.Misfit(target).Fitting >= reader.MinimumKeypoints;
    }
}
