namespace Embodied.Mujoco.Scenes;

/// <summary>A scene as one MJCF document.</summary>
/// <param name="Xml">The document; meshes and textures are named by absolute paths.</param>
/// <param name="Notes">What was converted, replaced or left out on the way, one sentence each, for logs and reports.</param>
public sealed record ComposedScene(string Xml, IReadOnlyList<string> Notes);
