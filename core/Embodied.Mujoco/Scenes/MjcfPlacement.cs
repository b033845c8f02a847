namespace Embodied.Mujoco.Scenes;

/// <summary>What a document written by someone else is put into.</summary>
/// <param name="Prefix">Put before every name.</param>
/// <param name="EngineVersion">Version of the engine, as it reports itself.</param>
/// <param name="HasArena">Whether the scene brings its own floor and light.</param>
/// <param name="IsAlone">Whether the scene holds no other body.</param>
internal sealed record MjcfPlacement(string Prefix, int EngineVersion, bool HasArena, bool IsAlone);
