using Embodied.Registration.Solving;
using Embodied.Sdk.Progress;

namespace Embodied.Registration.Calibrating;

/// <summary>Fits poses and offsets in turn on a few frames.</summary>
internal sealed class Calibration(BodyBinding body, FrameReader reader, SolverPool pool, RegistrationOptions options)
{
    /// <summary>The fit.</summary>
    /// <param name="Offsets">[keypoints × 3], the body's unit of length.</param>
    /// <param name="MeanSquare">Mean over frames of the squared residual per keypoint, in units of the body's size.</param>
    /// <param name="Poses">The last poses, [frames × positions].</param>
    /// <param name="RoundErrors">Root of the mean square after the poses of each round, the body's unit of length.</param>
    public sealed record Fit(double[] Offsets, double MeanSquare, double[] Poses, double[] RoundErrors);

    /// <summary>Runs all rounds on the given frames. With fixed offsets only the poses are fitted, once.</summary>
    public Fit Run(int[] frames, double[]? fixedOffsets, IProgress<WorkProgress>? progress)
    {
        var nq = body.Rest.Length;
        var count = body.Segments.Length;
        var offsets = (double[])(fixedOffsets ?? body.Offsets).Clone();
        var rounds = fixedOffsets is null ? options.CalibrationRounds : 1;
        var poses = new double[frames.Length * nq];
        var local = new double[frames.Length * count * 3];
        var weights = new double[frames.Length * count];
        var squares = new double[frames.Length];
        var errors = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var first = round == 0;
            pool.Run(frames.Length, (solver, i) => Solve(
                solver, frames[i], first, offsets, poses.AsSpan(i * nq, nq), local.AsSpan(i * count * 3, count * 3), weights.AsSpan(i * count, count), out squares[i]));
            errors[round] = body.Size * Math.Sqrt(squares.Average());
            progress?.Report(new WorkProgress("calibrating", round + 1, rounds));
            if (fixedOffsets is null)
                OffsetFit.Fit(body, local, weights, options.OffsetRegularization, offsets);
        }
        return new(offsets, squares.Average(), poses, errors);
    }

    private void Solve(
        PoseSolver solver, int frame, bool cold, double[] offsets, Span<double> pose, Span<double> local, Span<double> weights, out double square)
    {
        Span<double> points = stackalloc double[local.Length];
        reader.Read(frame, points, weights);
        var target = new PoseTarget { Points = points, Weights = weights, Offsets = offsets };
        if (cold)
        {
            body.Rest.CopyTo(pose);
            RootPlacement.Place(solver, pose, target);
        }
        var cost = solver.Solve(pose, target, cold ? options.ColdIterations : options.ColdIterations / 2);
        double total = 0;
        foreach (var weight in weights)
            total += weight;
        square = cost / total;
        solver.Kinematics.Pose(pose);
        for (var k = 0; k < weights.Length; k++)
            MarkerPlacement.ToLocal(solver.Kinematics.Frames, body.Segments[k], points.Slice(3 * k, 3), local.Slice(3 * k, 3));
    }
}
