namespace Embodied.Sdk.Bodies;

/// <summary>What a body is built from.</summary>
public abstract record BodySource
{
    private protected BodySource()
    {
    }
}

/// <summary>A body written as figures: any backend can build it.</summary>
/// <param name="Figures">The anatomy.</param>
public sealed record FigureSource(BodyFigures Figures) : BodySource;

/// <summary>A body written in MJCF by someone else: only backends that read MJCF can build it.</summary>
/// <param name="Xml">The whole document, includes resolved.</param>
/// <param name="File">Where it came from, for messages and for mesh paths; null for a document made in memory.</param>
public sealed record MjcfSource(string Xml, string? File) : BodySource
{
    /// <summary>How the root is to be attached to the world; null frees it unless the document attaches it by joints of its own.</summary>
    public RootFreedom? Root { get; init; }
}
