namespace Embodied.Sdk.Environments;

/// <summary>Makes worlds from recipes. The host supplies it where worlds are needed; everything that steps a world gets it here.</summary>
public interface IEnvironmentFactory
{
    /// <summary>Worlds stepped together.</summary>
    /// <param name="recipe">What one world is.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">Threads that step them; 0 for one per core.</param>
    /// <exception cref="Errors.InputException">Something named is unknown or out of range, or the parts do not fit.</exception>
    IVectorEnvironment Create(WorldRecipe recipe, int count, int threads);
}
