using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace NewSpecies;

/// <summary>Makes the body from its figures.</summary>
/// <param name="reader">Reads the figures.</param>
/// <param name="file">Path of the figures.</param>
public sealed class NewSpeciesBodyFactory(IBodyReader reader, string file) : IBodyFactory
{
    /// <summary>Catalog id of the body.</summary>
    public const string Id = "new-species/body";

    private readonly Lazy<BodyDocument> _document = new(() => reader.Read(file));

    /// <inheritdoc/>
    public BodyChoices Choices { get; } = new() { Summary = "NewSpecies, as figures", Scales = new(1, 1) };

    /// <inheritdoc/>
    public IBody Create(BodyOptions options)
    {
        if (options != BodyOptions.Default)
            throw new InputException(Id, "this body comes in one variant", "Leave scale, scaling rule, actuation and modifications out.");
        return new NewSpeciesBody(_document.Value);
    }

    private sealed class NewSpeciesBody(BodyDocument document) : IBody
    {
        public string Id => NewSpeciesBodyFactory.Id;

        public BodyRoles Roles { get; } = document.Roles;

        public BodySource Source { get; } = new FigureSource(document.Figures);
    }
}
