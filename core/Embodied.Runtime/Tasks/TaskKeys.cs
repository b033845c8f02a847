namespace Embodied.Runtime.Tasks;

/// <summary>The settings that mean the same in every task, by their first words.</summary>
internal static class TaskKeys
{
    /// <summary>The setting a bare value of a reward term means.</summary>
    public const string Weight = "weight";

    /// <summary>The first words.</summary>
    public static readonly string[] Kinds = ["rewards", "terminations", "events", "sensors", "actuation", "arena", "goal", "physics"];

    /// <summary>Whether a setting is one of these rather than the task's own.</summary>
    public static bool Shared(string key) => Array.Exists(Kinds, k => key == k || (key.StartsWith(k, StringComparison.Ordinal) && key[k.Length] == '.'));
}
