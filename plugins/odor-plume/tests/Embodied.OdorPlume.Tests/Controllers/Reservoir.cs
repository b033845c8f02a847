using Embodied.OdorPlume.Controllers;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Tests.Controllers;

/// <summary>
/// Cast and surge that carries a random, untrained tanh network along: a memory whose weights, Jacobian and content are known.
/// </summary>
internal sealed class Reservoir : IController, IRecurrentDynamics
{
    public const int Units = 24;
    private readonly CastAndSurge _inner;
    private readonly float[] _recurrent = new float[Units * Units];
    private readonly float[] _input = new float[Units * 3];
    private readonly int _innerSize;

    public Reservoir(ControllerRequest request)
    {
        _inner = new("test/reservoir", request with { Settings = new Dictionary<string, string>() }, ground: true);
        _innerSize = _inner.Info.StateSize;
        var random = new RandomStream(5);
        for (var i = 0; i < _recurrent.Length; i++)
            _recurrent[i] = (float)(0.9 * random.NextGaussian() / Math.Sqrt(Units));
        for (var i = 0; i < _input.Length; i++)
            _input[i] = (float)((i % 3 == 2 ? 5 : 0.3) * random.NextGaussian());
        Info = new() { Id = "test/reservoir", StateSize = Units + _innerSize, Probes = new([new("memory", Units, "1")]) };
    }

    public ControllerInfo Info { get; }

    public int StateSize => Units + _innerSize;

    public void ResetState(Span<float> state, ulong seed)
    {
        state.Clear();
        _inner.ResetState(state[Units..], seed);
    }

    public void Act(in ControllerBatch batch)
    {
        var size = Units + _innerSize;
        var next = new float[Units];
        for (var world = 0; world < batch.Count; world++)
        {
            var state = batch.States.Slice(world * size, size);
            var observation = batch.Observations.Slice(world * 3, 3);
            _inner.Act(new() { Count = 1, Observations = observation, States = state[Units..], Actions = batch.Actions.Slice(world * 2, 2) });
            for (var i = 0; i < Units; i++)
            {
                var sum = 0f;
                for (var j = 0; j < Units; j++)
                    sum += _recurrent[(i * Units) + j] * state[j];
                for (var j = 0; j < 3; j++)
                    sum += _input[(i * 3) + j] * observation[j];
                next[i] = MathF.Tanh(sum);
            }

            next.CopyTo(state);
        }
    }

    public void RecurrentMatrix(Span<float> matrix) => Fill(matrix, _ => 1);

    public void Jacobian(ReadOnlySpan<float> state, ReadOnlySpan<float> observation, Span<float> jacobian)
    {
        var slopes = new float[Units];
        for (var i = 0; i < Units; i++)
        {
            var sum = 0f;
            for (var j = 0; j < Units; j++)
                sum += _recurrent[(i * Units) + j] * state[j];
            slopes[i] = 1 - (MathF.Tanh(sum) * MathF.Tanh(sum));
        }

        Fill(jacobian, i => slopes[i]);
    }

    public void Dispose() => _inner.Dispose();

    private void Fill(Span<float> matrix, Func<int, float> slope)
    {
        var size = Units + _innerSize;
        matrix.Clear();
        for (var i = 0; i < Units; i++)
            for (var j = 0; j < Units; j++)
                matrix[(i * size) + j] = slope(i) * _recurrent[(i * Units) + j];
    }
}
