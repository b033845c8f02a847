using Embodied.Learning.Networks;

namespace Embodied.Learning.Training;

/// <summary>
/// What was seen in all worlds for a horizon and what the teacher would have done; step-major, [horizon × worlds × …]. Observations are kept raw: what
/// the network is shown follows from the present normaliser, its memory from the present parameters.
/// </summary>
internal sealed class Lesson
{
    public Lesson(NetworkShape shape, int worlds, int horizon, int window)
    {
        (Worlds, Horizon, Window) = (worlds, horizon, window);
        var samples = worlds * horizon;
        (Observations, Labels, Keep) = (new float[samples * shape.ObservationSize], new float[samples * shape.ActionSize], new float[samples]);
        (StartHistory, StartMemory) = (new float[worlds * shape.InputSize], new float[worlds * shape.MemoryStateSize]);
        (Inputs, Memory) = (new float[samples * shape.InputSize], new float[horizon / window * worlds * shape.MemoryStateSize]);
    }

    public int Worlds { get; }

    public int Horizon { get; }

    public int Window { get; }

    /// <summary>Sequences a network is differentiated through: window × worlds + world.</summary>
    public int Sequences => Worlds * (Horizon / Window);

    /// <summary>Raw observations.</summary>
    public float[] Observations { get; }

    /// <summary>The teacher's actions.</summary>
    public float[] Labels { get; }

    /// <summary>0 where an episode began with this step, else 1.</summary>
    public float[] Keep { get; }

    /// <summary>Normalised history before the first step, [worlds × input size].</summary>
    public float[] StartHistory { get; }

    /// <summary>Memory before the first step, [worlds × memory state size].</summary>
    public float[] StartMemory { get; }

    /// <summary>What the network is shown, [… × input size]; made by <see cref="LessonBook.Replay"/>.</summary>
    public float[] Inputs { get; }

    /// <summary>Memory before the first step of each window, [windows × worlds × memory state size]; made by <see cref="LessonBook.Replay"/>.</summary>
    public float[] Memory { get; }
}
