using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Experiments;

/// <summary>The body of an experiment: <c>body: ID</c>, <c>body: FILE.xml</c> or a map with how it is wanted.</summary>
internal sealed record BodyPart
{
    /// <summary>Catalog id, or an MJCF file.</summary>
    public required Placed<string> Use { get; init; }

    /// <summary>Size relative to the body as its figures say.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Name of the scaling rule, or null for the default.</summary>
    public string? Scaling { get; init; }

    /// <summary>Name of the actuation, or null for the default.</summary>
    public string? Actuation { get; init; }

    /// <summary>Named modifications.</summary>
    public IReadOnlyList<string> Modify { get; init; } = [];

    /// <summary>How it is wanted; null leaves it to the task.</summary>
    public BodyOptions? Options => this with { Use = default } == new BodyPart { Use = default, Modify = Modify } && Modify.Count == 0
        ? null
        : BodyOptions.Default with { Scale = Scale, ScalingRule = Scaling, Actuation = Actuation, Modifications = Modify };

    /// <summary>Reads a node; null where there is none.</summary>
    /// <exception cref="Sdk.Errors.InputException">It is neither a name nor such a map.</exception>
    public static BodyPart? Of(YamlNode? node) => node switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlScalar name => new() { Use = new(name.Text, name.Place) },
        _ => StrictYaml.Bind<BodyPart>(node),
    };
}
