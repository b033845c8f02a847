using System.Numerics.Tensors;

namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>
/// Proximal Newton steps (Lee, Sun and Saunders 2014) for penalties with corners. All units begin with the curvature at their null model, which they
/// share up to a factor, so that an iteration costs one evaluation of the population; the few that settle slowly then get their own curvature.
/// </summary>
internal sealed class SparseSolver
{
    private const int SharedIterations = 25;
    private const double SufficientDecrease = 1e-4;
    private const double SmallestStep = 1e-9;

    private readonly PopulationLoss _loss;
    private readonly GlmOptions _options;
    private readonly PopulationState _state;
    private readonly PopulationState _trial;
    private readonly QuadraticModel _shared;
    private readonly int _features;

    public SparseSolver(PopulationLoss loss, PopulationState state, GlmOptions options)
    {
        (_loss, _options, _state, _features) = (loss, options, state, loss.Features);
        _trial = new(loss, options, null);
        _shared = new(loss.Covariance(), _features, options.Penalty);
    }

    public void Run(CancellationToken cancel)
    {
        var active = _state.Unfinished();
        Evaluate(active, _state);
        for (active = Settle(active); active.Length > 0; active = Settle(active))
        {
            cancel.ThrowIfCancellationRequested();
            Search(active, [.. active.Select(Step)]);
        }
    }

    private void Evaluate(int[] units, PopulationState at)
    {
        _loss.Evaluate(units, at.Weights, at.Intercepts, at.Loss, at.Gradient, at.InterceptGradient);
        foreach (var unit in units)
        {
            var weights = Of(at.Weights, unit);
            at.Loss[unit] += _options.Penalty.Value(weights);
            at.Certificate[unit] = Math.Max(_options.Penalty.Violation(weights, Of(at.Gradient, unit)), Math.Abs(at.InterceptGradient[unit]));
        }
    }

    private int[] Settle(int[] units)
    {
        foreach (var unit in units)
        {
            if (_state.Certificate[unit] <= _options.Tolerance)
                _state.Status[unit] = GlmStatus.Converged;
        }

        return [.. units.Where(u => _state.Status[u] == GlmStatus.OutOfIterations && _state.Iterations[u] < _options.MostIterations)];
    }

    private Proposal Step(int unit)
    {
        _state.Iterations[unit]++;
        var own = _state.Iterations[unit] > SharedIterations;
        var (curvature, center, model, scale) = (_options.Family.Curvature(_loss.Means[unit]), _loss.CenterOfX, _shared, 0.0);
        if (own)
        {
            (curvature, center, var matrix) = _loss.Hessian(unit, Of(_state.Weights, unit), _state.Intercepts[unit]);
            (model, scale) = (new(matrix, _features, _options.Penalty), 1);
        }
        else
        {
            scale = curvature;
        }

        var gradient = Of(_state.Gradient, unit).ToArray();
        TensorPrimitives.MultiplyAdd(center, -_state.InterceptGradient[unit], gradient, gradient);
        var step = model.Solve(scale, gradient, Of(_state.Weights, unit));
        var free = -_state.InterceptGradient[unit] / curvature;
        var moved = Of(_state.Weights, unit).ToArray();
        var before = _options.Penalty.Value(moved);
        TensorPrimitives.Add(moved, step, moved);
        var slope = TensorPrimitives.Dot<double>(gradient, step) + _options.Penalty.Value(moved) - before + (_state.InterceptGradient[unit] * free);
        return new(step, free - TensorPrimitives.Dot<double>(center, step), slope);
    }

    /// <summary>Halves each unit's step until its loss falls.</summary>
    private void Search(int[] units, Proposal[] proposals)
    {
        var waiting = Enumerable.Range(0, units.Length).ToList();
        for (var length = 1.0; waiting.Count > 0; length /= 2)
        {
            foreach (var i in waiting)
                Try(units[i], proposals[i], length);
            Evaluate([.. waiting.Select(i => units[i])], _trial);
            waiting.RemoveAll(i => Accepted(units[i], proposals[i], length));
            if (length >= SmallestStep)
                continue;
            foreach (var i in waiting)
                _state.Status[units[i]] = GlmStatus.Stalled;
            return;
        }
    }

    private void Try(int unit, Proposal proposal, double length)
    {
        var from = Of(_state.Weights, unit);
        var to = Of(_trial.Weights, unit);
        for (var j = 0; j < _features; j++)
            to[j] = length == 1 && proposal.Step[j] == -from[j] ? 0 : from[j] + (length * proposal.Step[j]);
        _trial.Intercepts[unit] = _state.Intercepts[unit] + (length * proposal.Intercept);
    }

    private bool Accepted(int unit, Proposal proposal, double length)
    {
        var rounding = 4e-15 * Math.Max(1, Math.Abs(_state.Loss[unit]));
        var lower = _trial.Loss[unit] <= _state.Loss[unit] + (SufficientDecrease * length * proposal.Slope);
        var nearer = _trial.Loss[unit] <= _state.Loss[unit] + rounding && _trial.Certificate[unit] < _state.Certificate[unit];
        if (!double.IsFinite(_trial.Loss[unit]) || !(lower || nearer))
            return false;
        Of(_trial.Weights, unit).CopyTo(Of(_state.Weights, unit));
        Of(_trial.Gradient, unit).CopyTo(Of(_state.Gradient, unit));
        (_state.Intercepts[unit], _state.InterceptGradient[unit]) = (_trial.Intercepts[unit], _trial.InterceptGradient[unit]);
        (_state.Loss[unit], _state.Certificate[unit]) = (_trial.Loss[unit], _trial.Certificate[unit]);
        return true;
    }

    private Span<double> Of(double[] values, int unit) => values.AsSpan(unit * _features, _features);

    /// <summary>A step, what the intercept does with it, and the decrease it promises (negative).</summary>
    private sealed record Proposal(double[] Step, double Intercept, double Slope);
}
