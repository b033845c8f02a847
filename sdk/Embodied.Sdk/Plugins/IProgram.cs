using Embodied.Sdk.Environments;

namespace Embodied.Sdk.Plugins;

/// <summary>The program with plugins loaded, for tests of plugins that run outside of it.</summary>
public interface IProgram : IDisposable
{
    /// <summary>What failed while plugins were loaded, one sentence each with what to do.</summary>
    IReadOnlyList<string> Problems { get; }

    /// <summary>A contribution by id, of the program or of a plugin.</summary>
    /// <typeparam name="T">One of the contracts in <see cref="ContributionKind"/>.</typeparam>
    /// <exception cref="Errors.EmbodiedException">There is no such contribution, or its plugin failed.</exception>
    T Get<T>(string id)
        where T : class;

    /// <summary>One world, as training makes many.</summary>
    /// <exception cref="Errors.InputException">Something named is unknown or out of range.</exception>
    IEnvironment CreateWorld(WorldRecipe recipe);
}
