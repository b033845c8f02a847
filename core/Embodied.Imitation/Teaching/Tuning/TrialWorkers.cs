using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>Worlds with teachers for parallel trials, one per thread at a time. A trial keeps nothing, so it does not matter which world makes it.</summary>
internal sealed class TrialWorkers(TeacherBody body, int threads, CancellationToken cancel) : IDisposable
{
    private readonly ConcurrentBag<Worker> _idle = [];

    /// <summary>Runs trials 0 … <paramref name="count"/> − 1 in any order.</summary>
    public void Run(int count, Action<Worker, int> work)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancel };
        try
        {
            Parallel.For(0, count, options, i => RunOne(i, work));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Capture(failures.InnerExceptions[0]).Throw();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var worker))
            worker.Dispose();
    }

    private void RunOne(int index, Action<Worker, int> work)
    {
        if (!_idle.TryTake(out var worker))
            worker = new(body);
        try
        {
            work(worker, index);
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <summary>One world.</summary>
    internal sealed class Worker : IDisposable
    {
        // Added to how much a control varies, so that noise reaches controls that rest.
        private const double LeastScale = 5e-4;

        private readonly TeacherBody _body;
        private readonly MujocoSimulation _simulation;
        private readonly InverseDynamicsTeacher _teacher;
        private readonly TeacherTrial _trial;

        public Worker(TeacherBody body)
        {
            _body = body;
            _simulation = (MujocoSimulation)body.Model.CreateSimulation();
            _teacher = new(_simulation, body, TeacherGainSets.Still);
            _trial = new(body, _simulation);
        }

        public TrialResult Run(TeacherGains gains, ReferenceMotion motion, int frame, TrialOptions options, ulong seed) => Run(new GainSchedule(gains), motion, frame, options, seed);

        public TrialResult Run(GainSchedule schedule, ReferenceMotion motion, int frame, TrialOptions options, ulong seed) =>
            _trial.Run(new ScheduledTeacher(_teacher, schedule), motion, frame, options, seed);

        /// <summary>What motions ask of all actuators, whoever is asked too much most of the time first.</summary>
        public IReadOnlyList<ActuatorDemand> Demands(IEnumerable<ReferenceMotion> motions) => new MotionDemands(_body, _simulation).Of(motions);

        /// <summary>How much each control varies on its own, without disturbances.</summary>
        public double[] ControlScales(TeacherGains gains, ReferenceMotion motion, int frame, TrialOptions options)
        {
            Run(gains, motion, frame, options with { Disturbance = null, ControlScales = [] }, 0);
            return ControlScales();
        }

        /// <summary>How much each control varied in the last trial.</summary>
        public double[] ControlScales() => [.. _trial.ControlDeviations().Select(d => d + LeastScale)];

        /// <summary>Root of the mean square of each control in the last trial.</summary>
        public double[] ControlSizes() => _trial.ControlSizes();

        public void Dispose() => _simulation.Dispose();
    }
}
