namespace Embodied.Sdk.Bodies;

/// <summary>An animal's body, ready to be put into a scene. Immutable and free of native resources: many scenes may share one.</summary>
public interface IBody
{
    /// <summary>Catalog id, e.g. <c>plugin/name</c>, or the file it was read from.</summary>
    string Id { get; }

    /// <summary>What tasks may ask of it.</summary>
    BodyRoles Roles { get; }

    /// <summary>What it is built from.</summary>
    BodySource Source { get; }
}
