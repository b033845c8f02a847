using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Bodies;

/// <summary>Finds what makes the body of a task: what was asked for, by catalog id or as a file, or else the task's own.</summary>
internal static class BodyReference
{
    /// <summary>The factory of the body.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">Catalog id, body file or MJCF file, or null for the body of the task.</param>
    /// <param name="task">The task.</param>
    /// <param name="place">Where the reference stands, for messages.</param>
    /// <exception cref="InputException">There is no such body, or the task has none of its own.</exception>
    public static IBodyFactory Find(Catalog catalog, string? reference, ITaskFactory task, string place)
    {
        reference ??= task.Offer.DefaultBody;
        if (reference.Length == 0)
        {
            throw new InputException(
                place, "the task has no body of its own, and none is named",
                $"Name one (body: ID in an experiment, --body ID for a command), or a file (.yaml, .xml): {string.Join(", ", catalog.Ids<IBodyFactory>().Order(StringComparer.Ordinal))}");
        }
        return BodyResolver.IsFile(reference) ? new FileBody(reference) : catalog.Get<IBodyFactory>(reference, place);
    }

    /// <summary>A body from a file: as it is, in no variants.</summary>
    private sealed class FileBody(string path) : IBodyFactory
    {
        public BodyChoices Choices { get; } = new() { Summary = $"the body in {Path.GetFileName(path)}" };

        public IBody Create(BodyOptions options) => options == BodyOptions.Default
            ? BodyResolver.ReadFile(path)
            : throw new InputException(path, "a body from a file has no scale, actuation or modifications, but the task asks for some", "Change the file, or use a body of the catalog.");
    }
}
