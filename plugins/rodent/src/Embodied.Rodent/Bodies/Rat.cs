using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>The rat in one variant.</summary>
/// <param name="Id">Catalog id.</param>
/// <param name="Roles">What tasks may ask of it.</param>
/// <param name="Source">Its figures.</param>
internal sealed record Rat(string Id, BodyRoles Roles, BodySource Source) : IBody;
