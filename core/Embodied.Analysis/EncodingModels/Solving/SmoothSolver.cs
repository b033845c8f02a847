using System.Numerics.Tensors;

namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4) for all units at once: one evaluation serves every unit, each with its own history,
/// step and end. Starting from the shared preconditioner it takes about ten evaluations.
/// </summary>
internal sealed class SmoothSolver
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;
    private const double SmallestStep = 1e-9;

    private readonly PopulationLoss _loss;
    private readonly GlmOptions _options;
    private readonly Preconditioner _preconditioner;
    private readonly PopulationState _state;
    private readonly PopulationState _trial;
    private readonly int _size;
    private readonly double[] _directions;
    private readonly double[] _steps;
    private readonly LimitedMemory[] _memories;

    public SmoothSolver(PopulationLoss loss, Preconditioner preconditioner, PopulationState state, GlmOptions options)
    {
        (_loss, _options, _preconditioner, _state) = (loss, options, preconditioner, state);
        (_trial, _size) = (new(loss, options, null), loss.Features + 1);
        (_directions, _steps) = (new double[loss.Units * _size], new double[loss.Units]);
        _memories = [.. Enumerable.Range(0, loss.Units).Select(_ => new LimitedMemory(Memory, _size))];
    }

    public void Run(CancellationToken cancel)
    {
        var active = _state.Unfinished();
        Evaluate(active, _state);
        active = Settle(active);
        foreach (var unit in active)
            Aim(unit);
        while (active.Length > 0)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var unit in active)
                Try(unit);
            Evaluate(active, _trial);
            foreach (var unit in active)
                Judge(unit);
            active = Settle(active);
        }
    }

    private void Evaluate(int[] units, PopulationState at)
    {
        _loss.Evaluate(units, at.Weights, at.Intercepts, at.Loss, at.Gradient, at.InterceptGradient);
        var (features, ridge) = (_loss.Features, _options.Penalty.RidgePart);
        foreach (var unit in units)
        {
            var weights = at.Weights.AsSpan(unit * features, features);
            var gradient = at.Gradient.AsSpan(unit * features, features);
            at.Loss[unit] += _options.Penalty.Value(weights);
            TensorPrimitives.MultiplyAdd(weights, ridge, gradient, gradient);
            at.Certificate[unit] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)), Math.Abs(at.InterceptGradient[unit]));
        }
    }

    /// <summary>Marks what is finished; the rest goes on.</summary>
    private int[] Settle(int[] units)
    {
        foreach (var unit in units)
        {
            if (_state.Certificate[unit] <= _options.Tolerance)
                _state.Status[unit] = GlmStatus.Converged;
        }

        return [.. units.Where(u => _state.Status[u] == GlmStatus.OutOfIterations && _state.Iterations[u] < _options.MostIterations)];
    }

    private void Aim(int unit)
    {
        var direction = Direction(unit);
        Gradient(_state, unit, direction);
        _memories[unit].Apply(direction, d => _preconditioner.Apply(d, _options.Family.Curvature(_loss.Means[unit]), _options.Penalty.RidgePart));
        TensorPrimitives.Negate(direction, direction);
        _steps[unit] = 1;
    }

    private void Try(int unit)
    {
        var features = _loss.Features;
        var direction = Direction(unit);
        TensorPrimitives.MultiplyAdd(direction[..features], _steps[unit], _state.Weights.AsSpan(unit * features, features), _trial.Weights.AsSpan(unit * features, features));
        _trial.Intercepts[unit] = _state.Intercepts[unit] + (_steps[unit] * direction[features]);
        _state.Iterations[unit]++;
    }

    private void Judge(int unit)
    {
        Span<double> before = new double[_size], after = new double[_size];
        Gradient(_state, unit, before);
        Gradient(_trial, unit, after);
        var slope = TensorPrimitives.Dot<double>(before, Direction(unit));

        // Near the optimum the decrease is below the rounding of the loss; then a smaller gradient is what counts.
        var rounding = 4e-15 * Math.Max(1, Math.Abs(_state.Loss[unit]));
        var lower = _trial.Loss[unit] <= _state.Loss[unit] + (SufficientDecrease * _steps[unit] * slope);
        var nearer = _trial.Loss[unit] <= _state.Loss[unit] + rounding && _trial.Certificate[unit] < _state.Certificate[unit];
        if (double.IsFinite(_trial.Certificate[unit]) && (lower || nearer))
        {
            TensorPrimitives.Subtract(after, before, after);
            TensorPrimitives.Multiply(Direction(unit), _steps[unit], before);
            _memories[unit].Remember(before, after);
            Accept(unit);
            Aim(unit);
            return;
        }

        _steps[unit] /= 2;
        if (_steps[unit] >= SmallestStep)
            return;
        if (!_memories[unit].Forget())
        {
            _state.Status[unit] = GlmStatus.Stalled;
            return;
        }

        Aim(unit);
    }

    private void Accept(int unit)
    {
        var features = _loss.Features;
        _trial.Weights.AsSpan(unit * features, features).CopyTo(_state.Weights.AsSpan(unit * features));
        _trial.Gradient.AsSpan(unit * features, features).CopyTo(_state.Gradient.AsSpan(unit * features));
        (_state.Intercepts[unit], _state.InterceptGradient[unit]) = (_trial.Intercepts[unit], _trial.InterceptGradient[unit]);
        (_state.Loss[unit], _state.Certificate[unit]) = (_trial.Loss[unit], _trial.Certificate[unit]);
    }

    private Span<double> Direction(int unit) => _directions.AsSpan(unit * _size, _size);

    private void Gradient(PopulationState at, int unit, Span<double> target)
    {
        at.Gradient.AsSpan(unit * _loss.Features, _loss.Features).CopyTo(target);
        target[^1] = at.InterceptGradient[unit];
    }
}
