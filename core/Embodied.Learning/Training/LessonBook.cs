using System.Runtime.InteropServices;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Errors;

namespace Embodied.Learning.Training;

/// <summary>The newest lessons: the growing data set of dataset aggregation, held to a size. Saved beside the checkpoints of a run.</summary>
internal sealed class LessonBook
{
    private static readonly CheckpointCompanion Companion = new(".lessons");
    private readonly NetworkShape _shape;
    private readonly DistillationSettings _settings;
    private readonly ParallelOptions _parallel;
    private readonly ActingNetwork[] _networks;
    private readonly List<Lesson> _lessons = [];

    public LessonBook(NetworkShape shape, DistillationSettings settings, int threads)
    {
        (_shape, _settings) = (shape, settings);
        _parallel = new() { MaxDegreeOfParallelism = Math.Min(threads, settings.Worlds) };
        _networks = [.. Enumerable.Range(0, _parallel.MaxDegreeOfParallelism).Select(_ => new ActingNetwork(shape))];
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Lesson> Lessons => _lessons;

    /// <summary>A lesson to be filled, the newest; takes the place of the oldest when the book is full.</summary>
    public Lesson Next()
    {
        var lesson = _lessons.Count < _settings.Lessons ? Empty() : _lessons[0];
        _lessons.Remove(lesson);
        _lessons.Add(lesson);
        return lesson;
    }

    /// <summary>
    /// Shows the present network all lessons in order, so that each window begins with the memory this network has there. Where an episode goes on from
    /// a lesson that is no longer kept, it begins with the memory of the last replay that still had it.
    /// </summary>
    public void Replay(float[] parameters, ObservationNormalizer normalizer)
    {
        foreach (var network in _networks)
            network.Load(parameters);
        var parts = _networks.Length;
        Parallel.For(0, parts, _parallel, part => ReplaySome(_networks[part], normalizer, _settings.Worlds * part / parts, _settings.Worlds * (part + 1) / parts));
    }

    /// <summary>Writes the lessons that belong to the checkpoint after a number of updates.</summary>
    public void Save(string runFolder, long updates)
    {
        var blocks = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < _lessons.Count; i++)
        {
            foreach (var (name, numbers) in Parts(_lessons[i]))
                blocks[$"{i}.{name}"] = MemoryMarshal.AsBytes<float>(numbers).ToArray();
        }

        Companion.Write(runFolder, updates, blocks);
    }

    /// <summary>Removes what was saved for other checkpoints than the one after a number of updates.</summary>
    public static void Prune(string runFolder, long updates) => Companion.Prune(runFolder, updates);

    /// <summary>Reads the lessons of a checkpoint.</summary>
    /// <exception cref="InputException">They are missing, damaged, or of other sizes.</exception>
    public void Load(string runFolder, long updates)
    {
        var path = Companion.PathOf(runFolder, updates);
        var blocks = CheckpointFile.Read(path);
        _lessons.Clear();
        while (blocks.ContainsKey($"{_lessons.Count}.keep"))
        {
            var lesson = Empty();
            foreach (var (name, numbers) in Parts(lesson))
            {
                var saved = MemoryMarshal.Cast<byte, float>(blocks[$"{_lessons.Count}.{name}"]);
                if (saved.Length != numbers.Length)
                    throw new InputException(path, $"holds lessons of another size: {name} has {saved.Length} numbers, expected {numbers.Length}", "Resume with the settings the run was started with.");
                saved.CopyTo(numbers);
            }

            _lessons.Add(lesson);
        }
    }

    private void ReplaySome(ActingNetwork network, ObservationNormalizer normalizer, int first, int end)
    {
        var (inputs, memories, count) = (_shape.InputSize, _shape.MemoryStateSize, end - first);
        var history = _lessons[0].StartHistory.AsSpan(first * inputs, count * inputs).ToArray();
        var memory = _lessons[0].StartMemory.AsSpan(first * memories, count * memories).ToArray();
        var seen = new float[_shape.ObservationSize];
        foreach (var lesson in _lessons)
        {
            history.CopyTo(lesson.StartHistory, first * inputs);
            memory.CopyTo(lesson.StartMemory, first * memories);
            for (var t = 0; t < lesson.Horizon; t++)
            {
                if (t % lesson.Window == 0)
                    memory.CopyTo(lesson.Memory, ((t / lesson.Window * lesson.Worlds) + first) * memories);
                for (var w = 0; w < count; w++)
                    See(lesson, (t * lesson.Worlds) + first + w, normalizer, seen, history.AsSpan(w * inputs, inputs), memory.AsSpan(w * memories, memories));
                history.CopyTo(lesson.Inputs, ((t * lesson.Worlds) + first) * inputs);
                if (memories > 0)
                    network.Step(new ActingRows { Count = count, Inputs = history, Memory = memory });
            }
        }
    }

    private static void See(Lesson lesson, int step, ObservationNormalizer normalizer, float[] seen, Span<float> history, Span<float> memory)
    {
        if (lesson.Keep[step] == 0)
        {
            history.Clear();
            memory.Clear();
        }

        normalizer.Apply(lesson.Observations.AsSpan(step * seen.Length, seen.Length), seen);
        ObservationHistory.Push(seen, history);
    }

    private static IEnumerable<(string Name, float[] Numbers)> Parts(Lesson lesson) =>
    [
        ("observations", lesson.Observations),
        ("labels", lesson.Labels),
        ("keep", lesson.Keep),
        ("start_history", lesson.StartHistory),
        ("start_memory", lesson.StartMemory),
    ];

    private Lesson Empty() => new(_shape, _settings.Worlds, _settings.Horizon, _settings.Window);
}
