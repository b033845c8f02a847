namespace Embodied.Sdk.Physics;

/// <summary>What turns a scene into something that can be stepped.</summary>
public interface IBackend
{
    /// <summary>Catalog id.</summary>
    string Id { get; }

    /// <summary>Compiles a scene.</summary>
    /// <exception cref="Errors.InputException">The scene holds something this backend cannot build; says what.</exception>
    IModel Compile(Scene scene);
}
