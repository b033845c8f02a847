using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>
/// Acts in all worlds, now as the student, now as the teacher, and has every step labelled: by a controller, or by the task where it demonstrates. Nothing is
/// allocated per step.
/// </summary>
internal sealed class LessonCollector : IDisposable
{
    private readonly IVectorEnvironment _environment;
    private readonly NetworkShape _shape;
    private readonly ObservationNormalizer _normalizer;
    private readonly ParallelOptions _parallel;
    private readonly ActingNetwork[] _students;
    private readonly IController[] _teachers;
    private readonly StepBuffers _buffers;
    private readonly RandomStream[] _choices;
    private readonly RandomStream[] _teacherSeeds;
    private readonly float[] _observations;
    private readonly float[] _seen;
    private readonly float[] _history;
    private readonly float[] _memory;
    private readonly float[] _teacherStates;
    private readonly float[] _actions;
    private readonly double[] _errors;
    private readonly bool[] _begins;
    private readonly float[] _noise;
    private readonly ActionDisturbance _disturbance;
    private readonly int _teacherStateSize;

    public LessonCollector(
        IVectorEnvironment environment,
        NetworkShape shape,
        ObservationNormalizer normalizer,
        Func<ControllerRequest, IController>? teacher,
        DistillationSettings settings,
        ulong seed,
        int threads)
    {
        (_environment, _shape, _normalizer) = (environment, shape, normalizer);
        var (worlds, info) = (environment.Count, environment.Info);
        _parallel = new() { MaxDegreeOfParallelism = Math.Min(threads, worlds) };
        _students = [.. Enumerable.Range(0, _parallel.MaxDegreeOfParallelism).Select(_ => new ActingNetwork(shape))];
        var request = new ControllerRequest { Observation = info.Observation, Action = info.Action, ControlTimestep = info.ControlTimestep, Seed = seed };
        _teachers = teacher is null ? [] : [.. _students.Select(_ => teacher(request))];
        _teacherStateSize = _teachers.Length > 0 ? _teachers[0].Info.StateSize : 0;
        _disturbance = new(worlds, shape.ActionSize, settings);
        _buffers = new(worlds, info);
        Statistics = new(info, worlds);
        (_choices, _teacherSeeds) = (new RandomStream[worlds], new RandomStream[worlds]);
        (_observations, _seen) = (new float[worlds * shape.ObservationSize], new float[worlds * shape.ObservationSize]);
        (_history, _memory) = (new float[worlds * shape.InputSize], new float[worlds * shape.MemoryStateSize]);
        (_teacherStates, _actions) = (new float[worlds * _teacherStateSize], new float[worlds * shape.ActionSize]);
        (_errors, _begins, _noise) = (new double[worlds], new bool[worlds], new float[worlds * shape.NoiseSize]);
    }

    public EpisodeStatistics Statistics { get; }

    /// <summary>Begins all episodes anew.</summary>
    public void Restart(ulong episodes, ulong teacher)
    {
        _environment.Reset(episodes, _observations);
        for (var w = 0; w < _teacherSeeds.Length; w++)
            _teacherSeeds[w] = RandomStream.For(teacher, (ulong)w);
        Array.Fill(_begins, true);
        Statistics.Restart();
    }

    /// <summary>Fills a lesson.</summary>
    /// <param name="lesson">Receives it.</param>
    /// <param name="parameters">The student's.</param>
    /// <param name="teacherShare">β: the probability that a step is the teacher's.</param>
    /// <param name="seed">Seed of who acts.</param>
    /// <returns>Mean squared difference between the student's actions and the teacher's.</returns>
    public double Collect(Lesson lesson, float[] parameters, double teacherShare, ulong seed)
    {
        foreach (var student in _students)
            student.Load(parameters);
        for (var w = 0; w < _choices.Length; w++)
            _choices[w] = RandomStream.For(seed, (ulong)w);
        Array.Clear(_errors);
        for (var t = 0; t < lesson.Horizon; t++)
        {
            _normalizer.Add(_observations);
            Act(lesson, t, teacherShare);
            _environment.Step(_actions, _buffers);
            Statistics.Step(_buffers);
            for (var w = 0; w < _begins.Length; w++)
                _begins[w] = _buffers.Ends[w] != EpisodeEnd.None;
            _buffers.Observations.CopyTo(_observations, 0);
        }

        return _errors.Sum() / lesson.Labels.Length;
    }

    public void Dispose()
    {
        foreach (var teacher in _teachers)
            teacher.Dispose();
    }

    private void Act(Lesson lesson, int t, double teacherShare)
    {
        var (parts, worlds) = (_students.Length, lesson.Worlds);
        if (_teachers.Length == 0)
            _environment.Demonstrate(lesson.Labels.AsSpan(t * worlds * _shape.ActionSize, worlds * _shape.ActionSize));
        if (parts == 1)
            ActIn(lesson, t, 0, 0, worlds, teacherShare);
        else
            Parallel.For(0, parts, _parallel, p => ActIn(lesson, t, p, worlds * p / parts, worlds * (p + 1) / parts, teacherShare));
    }

    private void ActIn(Lesson lesson, int t, int part, int first, int end, double teacherShare)
    {
        var (seen, doing, row) = (_shape.ObservationSize, _shape.ActionSize, t * lesson.Worlds);
        _observations.AsSpan(first * seen, (end - first) * seen).CopyTo(lesson.Observations.AsSpan((row + first) * seen));
        for (var w = first; w < end; w++)
        {
            lesson.Keep[row + w] = _begins[w] ? 0 : 1;
            if (_begins[w])
                Begin(part, w);
        }

        if (_teachers.Length > 0)
        {
            _teachers[part].Act(new()
            {
                Count = end - first,
                Observations = _observations.AsSpan(first * seen, (end - first) * seen),
                States = _teacherStates.AsSpan(first * _teacherStateSize, (end - first) * _teacherStateSize),
                Actions = lesson.Labels.AsSpan((row + first) * doing, (end - first) * doing),
            });
        }

        ActAsStudents(_students[part], first, end);
        for (var w = first; w < end; w++)
        {
            var action = _actions.AsSpan(w * doing, doing);
            var label = lesson.Labels.AsSpan((row + w) * doing, doing);
            for (var k = 0; k < doing; k++)
                _errors[w] += (action[k] - label[k]) * (double)(action[k] - label[k]);
            if (_choices[w].NextDouble() < teacherShare)
                label.CopyTo(action);
            _disturbance.Apply(w, action, ref _choices[w]);
        }
    }

    private void ActAsStudents(ActingNetwork student, int first, int end)
    {
        var (count, seen, inputs, memories, doing, latents) =
            (end - first, _shape.ObservationSize, _shape.InputSize, _shape.MemoryStateSize, _shape.ActionSize, _shape.NoiseSize);
        for (var w = first; w < end; w++)
        {
            var normalized = _seen.AsSpan(w * seen, seen);
            _normalizer.Apply(_observations.AsSpan(w * seen, seen), normalized);
            ObservationHistory.Push(normalized, _history.AsSpan(w * inputs, inputs));
            foreach (ref var number in _noise.AsSpan(w * latents, latents))
                number = (float)_choices[w].NextGaussian();
        }

        student.Step(new ActingRows
        {
            Count = count,
            Inputs = _history.AsSpan(first * inputs, count * inputs),
            Memory = _memory.AsSpan(first * memories, count * memories),
            Noise = _noise.AsSpan(first * latents, count * latents),
            Means = _actions.AsSpan(first * doing, count * doing),
        });
        for (var w = first; w < end; w++)
            ActionTransforms.Apply(_shape.Spec.Transform, _actions.AsSpan(w * doing, doing), _actions.AsSpan(w * doing, doing));
    }

    private void Begin(int part, int world)
    {
        _disturbance.Begin(world, ref _choices[world]);
        _history.AsSpan(world * _shape.InputSize, _shape.InputSize).Clear();
        _memory.AsSpan(world * _shape.MemoryStateSize, _shape.MemoryStateSize).Clear();
        if (_teachers.Length > 0)
            _teachers[part].ResetState(_teacherStates.AsSpan(world * _teacherStateSize, _teacherStateSize), _teacherSeeds[world].NextUInt64());
    }
}
