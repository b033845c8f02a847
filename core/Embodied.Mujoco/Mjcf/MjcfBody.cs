using Embodied.Sdk.Bodies;

namespace Embodied.Mujoco.Mjcf;

/// <summary>A body that someone else wrote as MJCF.</summary>
/// <param name="file">The file it was read from; also its id.</param>
/// <param name="source">The document.</param>
/// <param name="roles">What tasks may ask of it.</param>
/// <param name="facts">What stands in the file.</param>
public sealed class MjcfBody(string file, MjcfSource source, BodyRoles roles, MjcfFacts facts) : IBody
{
    /// <inheritdoc/>
    public string Id { get; } = file;

    /// <inheritdoc/>
    public BodyRoles Roles { get; } = roles;

    /// <inheritdoc/>
    public BodySource Source { get; } = source;

    /// <summary>What stands in the file.</summary>
    public MjcfFacts Facts { get; } = facts;
}
