using Embodied.Sdk.Environments;

namespace Embodied.Learning.Tests.Support;

/// <summary>Worlds of one kind, and the settings they were asked for with.</summary>
internal sealed class WorldSource(Func<IReadOnlyDictionary<string, string>, IEnvironment> world) : IEnvironmentFactory
{
    public List<IReadOnlyDictionary<string, string>> Asked { get; } = [];

    public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads)
    {
        Asked.Add(recipe.Settings);
        return new SerialWorlds([.. Enumerable.Range(0, count).Select(_ => world(recipe.Settings))]);
    }
}
