using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Scenes;

/// <summary>Brings a document written by someone else to the form in which scenes are put together, or says everything that is wrong with it.</summary>
internal static class MjcfPreparation
{
    /// <summary>Parses, converts and checks.</summary>
    /// <param name="source">The document.</param>
    /// <param name="name">What to call it when it comes from no file.</param>
    /// <param name="engineVersion">Version of the engine, as it reports itself.</param>
    /// <param name="notes">Receives what was converted or left out.</param>
    /// <exception cref="InputException">All problems at once, each with file, line and column.</exception>
    public static MjcfDocument Prepare(MjcfSource source, string name, int engineVersion, List<string> notes)
    {
        var xml = source.File is null ? source.Xml : MjcfText.Resolve(source.Xml, source.File);
        var document = MjcfDocument.Parse(xml, source.File, name);
        if (MjcfEmptyWorld.Is(document.Root))
            notes.Add($"{document.Name}: holds no <body>: nothing here moves. Such a file is meant to be included in others; by itself it is a body '{MjcfEmptyWorld.Body}' that stays where it is.");
        var schema = MjcfSchema.For(engineVersion);
        var problems = new MjcfProblems(document);
        if (schema == MjcfSchema.Version2)
            MjcfDownConverter.Convert(document, notes, problems);
        MjcfSchemaCheck.Check(document, schema, problems);
        MjcfValueCheck.Check(document, problems);
        MjcfReferenceCheck.Check(document, problems);
        MjcfBudget.Check(document, problems);
        MjcfFiles.Resolve(document, notes, problems);
        problems.ThrowIfAny("Correct the file, or use an engine of the version it was written for.");
        MjcfAngles.ToRadians(document);
        return document;
    }
}
