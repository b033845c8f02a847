using System.Reflection;
using System.Runtime.Loader;
using Embodied.Sdk.Errors;

namespace Embodied.Testing;

/// <summary>Finds the assemblies of the program where a test project does not reference them.</summary>
internal static class ProgramFiles
{
    private const string RuntimeName = "Embodied.Runtime";

    private static readonly string[] Places = ["", "artifacts/bin/Embodied.Cli/release", "artifacts/bin/Embodied.Cli/debug"];
    private static readonly Lock Once = new();
    private static string? _folder;

    /// <summary>The assembly that loads plugins.</summary>
    /// <exception cref="InputException">There is no built program.</exception>
    public static Assembly Runtime(string? home)
    {
        try
        {
            return Assembly.Load(RuntimeName);
        }
        catch (FileNotFoundException)
        {
            LookIn(FolderOf(home));
            return Assembly.Load(RuntimeName);
        }
    }

    private static string FolderOf(string? home) =>
        Places.Select(p => Path.GetFullPath(Path.Combine(home ?? ".", p))).FirstOrDefault(f => File.Exists(Path.Combine(f, RuntimeName + ".dll")))
        ?? throw new InputException(
            home ?? TestHost.HomeVariable, "holds no built program", $"Run ./embodied doctor in the checkout once, and set {TestHost.HomeVariable} or EmbodiedHome to the checkout.");

    // Assemblies are looked for where the program is once the tests' own folder has none of the name. A process has one program.
    private static void LookIn(string folder)
    {
        lock (Once)
        {
            if (_folder is not null)
                return;
            _folder = folder;
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        }
    }
}
