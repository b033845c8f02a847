using Embodied.Registration.Solving;
using Embodied.Sdk.Progress;

namespace Embodied.Registration.Calibrating;

/// <summary>
/// Fits poses and offsets on a few frames. A round steps the offsets by the frames' reduced equations and solves the poses again; a step that makes the fit
/// worse is taken back and damped. Rounds end when the fit has converged, or when frames that the offsets are not fitted to fit worse.
/// </summary>
internal sealed class Calibration(BodyBinding body, FrameReader reader, SolverPool pool, RegistrationOptions options)
{
    /// <summary>Weight of the first guess of a keypoint that is held near it, relative to others.</summary>
    private const double HeldPrior = 1.5;

    /// <summary>Rounds after which cutoffs stay, so that costs of later rounds can be compared.</summary>
    private const int CutoffRounds = 5;

    /// <summary>A frame that fits this many times worse than the median frame tries the poses of its neighbours in the sample.</summary>
    private const double Suspicious = 1.5;

    /// <summary>Converged when a round lowers the cost by less than this share.</summary>
    private const double Converged = 1e-6;

    /// <summary>Share by which frames that are held out must fit worse to end the rounds.</summary>
    private const double Worse = 1e-2;

    /// <summary>Frames are summed in this many lots, so that bits do not depend on threads.</summary>
    private const int Lots = 16;

    private readonly int _nq = body.Rest.Length;
    private readonly int _count = body.Segments.Length;

    /// <summary>The fit.</summary>
    /// <param name="Offsets">[keypoints × 3], the body's unit of length.</param>
    /// <param name="Cutoffs">Residuals beyond which a keypoint counts less, [keypoints], the body's unit of length.</param>
    /// <param name="MeanSquare">Mean over frames of the squared residual per keypoint, none beyond its cutoff, in units of the body's size.</param>
    /// <param name="Frames">The frames.</param>
    /// <param name="Poses">Their last poses, [frames × positions].</param>
    /// <param name="RoundErrors">Root mean square residual, none beyond its cutoff, after the first poses and after each round, the body's unit of length.</param>
    public sealed record Fit(double[] Offsets, double[] Cutoffs, double MeanSquare, int[] Frames, double[] Poses, double[] RoundErrors);

    /// <summary>Runs the rounds. With fixed offsets only the poses are fitted.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="heldOut">Whether each is kept from the offsets.</param>
    /// <param name="fixedOffsets">Offsets that are known, or null.</param>
    /// <param name="progress">Told about rounds.</param>
    public Fit Run(int[] frames, bool[] heldOut, double[]? fixedOffsets, IProgress<WorkProgress>? progress)
    {
        var state = new State(frames.Length, _nq, _count, fixedOffsets ?? body.Offsets, ResidualCutoffs.Unknown(body));
        SolvePoses(frames, state, cold: true);
        Narrow(frames, state);
        var errors = new List<double> { Error(state) };
        if (fixedOffsets is null)
            Alternate(frames, heldOut, state, errors, progress);
        progress?.Report(new WorkProgress("calibrating", options.CalibrationRounds, options.CalibrationRounds));
        return new(state.Offsets, ResidualCutoffs.From(body, state.Distances), state.Misfits.Average(), frames, state.Poses, [.. errors]);
    }

    private void Alternate(int[] frames, bool[] heldOut, State state, List<double> errors, IProgress<WorkProgress>? progress)
    {
        var prior = body.Regularized.Select(r => options.OffsetRegularization * (r ? HeldPrior : 1)).ToArray();
        var damping = 0.0;
        for (var round = 1; round <= options.CalibrationRounds; round++)
        {
            var step = new double[3 * _count];
            var next = state.Copy();
            if (!Sum(frames, heldOut, state).Solve(state.Offsets, prior, damping, step))
                return;
            for (var i = 0; i < step.Length; i++)
                next.Offsets[i] += step[i];
            SolvePoses(frames, next, cold: false);
            progress?.Report(new WorkProgress("calibrating", round, options.CalibrationRounds));
            var (before, after) = (Cost(state, heldOut, held: false, prior), Cost(next, heldOut, held: false, prior));
            if (after > before)
            {
                damping = Math.Max(10 * damping, 1e-3);
                errors.Add(errors[^1]);
                if (damping > 1e3)
                    return;
                continue;
            }
            if (round > CutoffRounds && Cost(next, heldOut, held: true, prior) > (1 + Worse) * Cost(state, heldOut, held: true, prior))
                return;
            damping *= 0.1;
            state.Take(next);
            errors.Add(Error(state));
            if (round < CutoffRounds)
                Narrow(frames, state);
            else if (before - after <= Converged * after)
                return;
        }
    }

    /// <summary>Judges the cutoffs anew and solves all poses under them, so that costs before and after the next round are of one kind.</summary>
    private void Narrow(int[] frames, State state)
    {
        state.Cutoffs = ResidualCutoffs.From(body, state.Distances);
        Reconsider(frames, state);
        SolvePoses(frames, state, cold: false);
    }

    private PoseTarget Target(int frame, State state, Span<double> points, Span<double> weights)
    {
        reader.Read(frame, points, weights);
        return new() { Points = points, Weights = weights, Offsets = state.Offsets, Cutoffs = state.Cutoffs };
    }

    private void SolvePoses(int[] frames, State state, bool cold) => pool.Run(frames.Length, (solver, i) =>
    {
        Span<double> points = stackalloc double[3 * _count];
        Span<double> weights = stackalloc double[_count];
        var target = Target(frames[i], state, points, weights);
        var pose = state.Poses.AsSpan(i * _nq, _nq);
        var cost = cold ? ColdStart.Solve(solver, pose, target, options.ColdIterations) : solver.Solve(pose, target, options.ColdIterations / 2);
        state.Note(i, solver, pose, target, cost);
    });

    /// <summary>
    /// Poses can end in a wrong minimum: frames that fit badly try the joint angles of the frames before and after them in the sample.
    /// </summary>
    private void Reconsider(int[] frames, State state)
    {
        var limit = Suspicious * state.Misfits.Order().ElementAt(frames.Length / 2);
        var (poses, misfits) = ((double[])state.Poses.Clone(), (double[])state.Misfits.Clone());
        pool.Run(frames.Length, (solver, i) =>
        {
            if (misfits[i] <= limit)
                return;
            Span<double> points = stackalloc double[3 * _count];
            Span<double> weights = stackalloc double[_count];
            Span<double> other = stackalloc double[_nq];
            var target = Target(frames[i], state, points, weights);
            var pose = state.Poses.AsSpan(i * _nq, _nq);
            state.Note(i, solver, pose, target, solver.Solve(pose, target, options.ColdIterations / 2));
            foreach (var j in (ReadOnlySpan<int>)[i - 1, i + 1])
            {
                if (j < 0 || j >= frames.Length || misfits[j] > limit)
                    continue;
                poses.AsSpan(j * _nq, _nq).CopyTo(other);
                RootPlacement.Place(solver, other, target);
                var cost = solver.Solve(other, target, options.ColdIterations);
                if (cost >= state.Costs[i])
                    continue;
                other.CopyTo(pose);
                state.Note(i, solver, pose, target, cost);
            }
        });
    }

    private OffsetSystem Sum(int[] frames, bool[] heldOut, State state)
    {
        var lots = Enumerable.Range(0, Math.Min(Lots, frames.Length)).Select(_ => new OffsetSystem(body)).ToArray();
        pool.Run(lots.Length, (solver, lot) =>
        {
            Span<double> points = stackalloc double[3 * _count];
            Span<double> weights = stackalloc double[_count];
            for (var i = lot; i < frames.Length; i += lots.Length)
            {
                if (heldOut[i])
                    continue;
                var target = Target(frames[i], state, points, weights);
                lots[lot].Add(solver, state.Poses.AsSpan(i * _nq, _nq), target);
            }
        });
        foreach (var lot in lots.AsSpan(1))
            lots[0].Add(lot);
        return lots[0];
    }

    /// <summary>What is minimised, over the frames that are held out or over the others: the latter with the prior of the offsets.</summary>
    private double Cost(State state, bool[] heldOut, bool held, double[] prior)
    {
        double sum = 0;
        for (var i = 0; i < heldOut.Length; i++)
            sum += heldOut[i] == held ? state.Costs[i] : 0;
        for (var i = 0; i < state.Offsets.Length && !held; i++)
            sum += prior[i / 3] * Math.Pow((state.Offsets[i] - body.Offsets[i]) / body.Size, 2);
        return sum;
    }

    private double Error(State state) => body.Size * Math.Sqrt(state.Misfits.Average());

    /// <summary>Where the fit stands.</summary>
    private sealed class State(int frames, int positions, int keypoints, double[] offsets, double[] cutoffs)
    {
        public double[] Offsets { get; private set; } = (double[])offsets.Clone();

        public double[] Cutoffs { get; set; } = cutoffs;

        public double[] Poses { get; private set; } = new double[frames * positions];

        /// <summary>What each frame's pose leaves.</summary>
        public double[] Costs { get; private set; } = new double[frames];

        /// <summary>Squared residual per keypoint of each frame, none beyond its cutoff.</summary>
        public double[] Misfits { get; private set; } = new double[frames];

        public double[] Distances { get; private set; } = new double[frames * keypoints];

        /// <summary>Notes the solved pose of a frame.</summary>
        public void Note(int frame, PoseSolver solver, ReadOnlySpan<double> pose, in PoseTarget target, double cost)
        {
            solver.Restore(pose, target);
            Costs[frame] = cost;
            Misfits[frame] = solver.Misfit(target).Square / target.TotalWeight;
            for (var k = 0; k < keypoints; k++)
                Distances[(frame * keypoints) + k] = target.Weights[k] > 0 ? Math.Sqrt(target.Square(k, solver.Markers)) : double.NaN;
        }

        public State Copy()
        {
            var copy = new State(frames, positions, keypoints, Offsets, Cutoffs);
            Poses.CopyTo(copy.Poses, 0);
            return copy;
        }

        public void Take(State other) => (Offsets, Poses, Costs, Misfits, Distances) = (other.Offsets, other.Poses, other.Costs, other.Misfits, other.Distances);
    }
}
