using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Bodies;

/// <summary>Reads a body file: figures and roles in one YAML document, with classes and named colours put in before anything is bound.</summary>
public sealed class BodyReader : IBodyReader
{
    /// <inheritdoc/>
    /// <exception cref="InputException">All problems of the file with line and column.</exception>
    public BodyDocument Read(string path)
    {
        var problems = new YamlProblems();
        var classes = BodyClasses.From(StrictYaml.Load(path), problems);
        problems.ThrowIfAny();
        var body = StrictYaml.Bind<BodyYaml>(classes.Expanded, problems, (read, found) => BodyFileCheck.Run(classes.Expanded, read, found));
        return new BodyDocument
        {
            Figures = body.ToFigures(),
            Roles = body.Roles.ToRoles(),
            JointsAnchoredByClass = classes.JointsAnchoredByClass,
        };
    }
}
