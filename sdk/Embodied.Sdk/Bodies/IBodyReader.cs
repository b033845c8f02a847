namespace Embodied.Sdk.Bodies;

/// <summary>Reads anatomy written as YAML figures; the host supplies it to plugins.</summary>
public interface IBodyReader
{
    /// <summary>Reads figures and roles from a YAML file, strictly.</summary>
    /// <exception cref="Errors.InputException">Unknown key, wrong type or broken reference, with line and column.</exception>
    BodyDocument Read(string path);
}

/// <summary>A body file as read, before scaling: classes are still apart from what a part states itself, because scaling rules tell them apart.</summary>
public sealed record BodyDocument
{
    /// <summary>The anatomy with class defaults applied, at scale 1.</summary>
    public required BodyFigures Figures { get; init; }

    /// <summary>The roles.</summary>
    public required BodyRoles Roles { get; init; }

    /// <summary>Names of joints whose anchor comes from a class and not from the joint itself.</summary>
    public IReadOnlySet<string> JointsAnchoredByClass { get; init; } = new HashSet<string>();
}
