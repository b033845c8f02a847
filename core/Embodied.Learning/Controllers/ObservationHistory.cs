namespace Embodied.Learning.Controllers;

/// <summary>Shows a network several steps at once: the newest observation first, zeros for steps before the episode.</summary>
internal static class ObservationHistory
{
    /// <summary>Pushes an observation to the front of a history [steps × observation size].</summary>
    public static void Push(ReadOnlySpan<float> observation, Span<float> history)
    {
        history[..^observation.Length].CopyTo(history[observation.Length..]);
        observation.CopyTo(history);
    }
}
