using Embodied.Runtime.Environments;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Benchmarks;

/// <summary>Many worlds: one thread against two.</summary>
internal sealed class VectorRuns : IDisposable
{
    private readonly PhysicsBenchmarkOptions _options;
    private readonly VectorEnvironment _one;
    private readonly VectorEnvironment _two;
    private readonly StepBuffers _buffersOfOne;
    private readonly StepBuffers _buffersOfTwo;
    private readonly float[] _actions;

    public VectorRuns(BodyInScene body, Func<TaskSetup> setups, PhysicsBenchmarkOptions options)
    {
        _options = options;
        _one = Create(body, setups, threads: 1);
        _two = Create(body, setups, threads: 2);
        _buffersOfOne = new(options.Worlds, _one.Info);
        _buffersOfTwo = new(options.Worlds, _two.Info);
        _actions = PhysicsBenchmark.Actions(options.Steps * options.Worlds * _one.Info.Action.Size, options);
        (One, Two) = (new(options.Steps), new(options.Steps));
        Run(_one, _buffersOfOne, new(options.Steps));
        Run(_two, _buffersOfTwo, new(options.Steps));
    }

    public StepClock One { get; }

    public StepClock Two { get; }

    public bool Equal { get; private set; } = true;

    /// <summary>Least memory allocated by a run on two threads.</summary>
    public long Bytes { get; private set; } = long.MaxValue;

    public void Repeat(bool oneFirst)
    {
        if (oneFirst)
            Run(_one, _buffersOfOne, One);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Run(_two, _buffersOfTwo, Two);
        Bytes = Math.Min(Bytes, GC.GetTotalAllocatedBytes(precise: true) - before);
        if (!oneFirst)
            Run(_one, _buffersOfOne, One);
        Equal &= _buffersOfOne.Observations.AsSpan().SequenceEqual(_buffersOfTwo.Observations)
            && _buffersOfOne.Rewards.AsSpan().SequenceEqual(_buffersOfTwo.Rewards);
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private VectorEnvironment Create(BodyInScene body, Func<TaskSetup> setups, int threads) =>
        new([.. Enumerable.Range(0, _options.Worlds).Select(_ => new PhysicsEnvironment(body, setups()))], threads);

    private void Run(VectorEnvironment environment, StepBuffers buffers, StepClock clock)
    {
        environment.Reset(_options.Seed, buffers.Observations);
        var size = environment.Info.Action.Size * _options.Worlds;
        for (var step = 0; step < _options.Steps; step++)
        {
            _options.Cancel.ThrowIfCancellationRequested();
            clock.Start();
            environment.Step(_actions.AsSpan(step * size, size), buffers);
            clock.Stop(step);
        }
    }
}
