using System.Reflection;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Testing;

/// <summary>
/// The program with a plugin loaded, so that tests outside of its repository have a backend, parts and worlds. The test project says where the program and the
/// built plugins are by two assembly metadata, <c>EmbodiedHome</c> and <c>EmbodiedPlugins</c>; the variable <c>EMBODIED_HOME</c> comes before the first.
/// </summary>
public sealed class TestHost : IDisposable
{
    /// <summary>The variable that says where the program is.</summary>
    public const string HomeVariable = "EMBODIED_HOME";

    private const string Entry = "Embodied.Runtime.Hosting.TestedPlugins";

    private readonly IProgram _program;

    private TestHost(IProgram program) => _program = program;

    /// <summary>What failed while plugins were loaded.</summary>
    public IReadOnlyList<string> Problems => _program.Problems;

    /// <summary>Physics of articulated bodies.</summary>
    public IBackend Backend => Get<IBackend>("core/mujoco");

    /// <summary>The program for the tests of an assembly.</summary>
    /// <exception cref="InputException">The program or the plugins are not where the assembly says.</exception>
    public static TestHost For(Assembly tests)
    {
        var told = tests.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        var home = Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } variable ? variable : told.GetValueOrDefault("EmbodiedHome");
        var plugins = told.GetValueOrDefault("EmbodiedPlugins") ?? throw new InputException(
            $"{tests.GetName().Name}", "does not say where its plugins are", "Add <AssemblyMetadata Include=\"EmbodiedPlugins\" Value=\"FOLDER\" /> to its project.");
        return Load(home, plugins);
    }

    /// <summary>The program with the plugins of some folders.</summary>
    /// <param name="home">A checkout in which the program was built, or the folder that holds it; null where it is referenced.</param>
    /// <param name="folders">Folders that hold plugin folders.</param>
    /// <exception cref="InputException">There is no program, or no such folder.</exception>
    public static TestHost Load(string? home, params IReadOnlyList<string> folders)
    {
        if (folders.FirstOrDefault(f => !Directory.Exists(f)) is { } missing)
            throw new InputException(missing, "is no folder of plugins", "Build the plugin first.");
        var open = ProgramFiles.Runtime(home).GetType(Entry, throwOnError: true)!.GetMethod("Open", BindingFlags.Static | BindingFlags.Public)!;
        return new((IProgram)open.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [folders], null)!);
    }

    /// <summary>A contribution by id, of the program or of the plugin.</summary>
    /// <typeparam name="T">One of the contracts in <see cref="ContributionKind"/>.</typeparam>
    public T Get<T>(string id)
        where T : class => _program.Get<T>(id);

    /// <summary>One world with the task's own body and settings.</summary>
    public IEnvironment CreateWorld(string task) => CreateWorld(new WorldRecipe { Task = task });

    /// <summary>One world.</summary>
    public IEnvironment CreateWorld(WorldRecipe recipe) => _program.CreateWorld(recipe);

    /// <inheritdoc/>
    public void Dispose() => _program.Dispose();
}
