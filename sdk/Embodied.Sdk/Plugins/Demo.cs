using Embodied.Sdk.Bodies;

namespace Embodied.Sdk.Plugins;

/// <summary>A demonstration of the pipeline: a synthetic recording is registered, replayed and held in physics, and an agent follows motions where one is named.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">Catalog id of the body.</param>
/// <param name="Generator">Catalog id of the recording's generator.</param>
/// <param name="Options">How the body is wanted; its actuation must hold a pose when commanded to.</param>
public sealed record Demo(string Title, string Body, string Generator, BodyOptions Options)
{
    /// <summary>Name of an agent that comes with a plugin and follows motions of this body (<c>plugin/name</c>); it then moves as motions of its own library do. Null for none.</summary>
    public string? Agent { get; init; }
}
