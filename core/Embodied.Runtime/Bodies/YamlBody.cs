using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Bodies;

/// <summary>A body whose figures stand in a file of its own, which no plugin brings along.</summary>
/// <param name="file">The file; also its id.</param>
/// <param name="document">What stands in it.</param>
internal sealed class YamlBody(string file, BodyDocument document) : IBody
{
    /// <inheritdoc/>
    public string Id { get; } = file;

    /// <inheritdoc/>
    public BodyRoles Roles { get; } = document.Roles;

    /// <inheritdoc/>
    public BodySource Source { get; } = new FigureSource(document.Figures);
}
