using Embodied.Sdk.Environments;

namespace Embodied.Learning.Tests.Support;

/// <summary>Worlds of one kind, and the settings they were asked for with.</summary>
internal sealed class WorldSource(Func<IReadOnlyDictionary<string, string>, IEnvironment> world) : IEnvironmentSource
{
    public List<IReadOnlyDictionary<string, string>> Asked { get; } = [];

    public IVectorEnvironment Create(int worlds, int threads, IReadOnlyDictionary<string, string> overrides)
    {
        Asked.Add(overrides);
        return new SerialWorlds([.. Enumerable.Range(0, worlds).Select(_ => world(overrides))]);
    }
}
