using System.Reflection;
using Embodied.Sdk.Plugins;
using NetArchTest.Rules;

namespace Embodied.Architecture.Tests;

/// <summary>Dependencies point one way: command line → runtime → libraries → SDK; plugins see only the SDK.</summary>
public sealed class LayerTests
{
    private static readonly string[] Libraries =
        ["Embodied.Mujoco", "Embodied.Learning", "Embodied.Data", "Embodied.Analysis", "Embodied.Registration"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Embodied.Sdk"] = [],
        ["Embodied.Testing"] = ["Embodied.Sdk"],
        ["Embodied.Numerics"] = ["Embodied.Sdk"],
        ["Embodied.Imitation"] = ["Embodied.Numerics", .. Libraries, "Embodied.Sdk"],
        ["Embodied.Runtime"] = [.. Libraries, "Embodied.Imitation", "Embodied.Sdk"],
        ["Embodied.Cli"] = [.. Libraries, "Embodied.Imitation", "Embodied.Runtime", "Embodied.Sdk"],
    };

    public static TheoryData<string> Core { get; } = Names(p => (p.File.StartsWith("sdk/", StringComparison.Ordinal) ||
        p.File.StartsWith("core/", StringComparison.Ordinal)) && !p.File.Contains("Embodied.Templates/", StringComparison.Ordinal));

    public static TheoryData<string> Plugins { get; } = Names(p => p.File.StartsWith("plugins/", StringComparison.Ordinal) && !p.IsTest);

    [Theory]
    [MemberData(nameof(Core))]
    public void AProjectReferencesOnlyLowerLayers(string file)
    {
        var project = Find(file);
        var allowed = Libraries.Contains(project.Name) ? ["Embodied.Numerics", "Embodied.Sdk"] : Allowed[project.Name];

        Assert.Empty(project.References.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void APluginReferencesTheSdkAndItself(string file)
    {
        var project = Find(file);
        var own = Repository.Projects.Where(p => FolderOf(p.File) == FolderOf(file)).Select(p => p.Name);

        Assert.Contains("Embodied.Sdk", project.References);
        Assert.Empty(project.References.Except([.. own, "Embodied.Sdk"]));
    }

    [Fact]
    public void TheSdkReferencesOnlyTheFrameworkAndAutofac()
    {
        var references = typeof(IPlugin).Assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(r => !IsFramework(r));

        Assert.Equal(["Autofac"], references);
        Assert.Equal(["Autofac"], Find("sdk/Embodied.Sdk/Embodied.Sdk.csproj").Packages);
    }

    [Fact]
    public void OnlyOneProjectIsUnsafe() =>
        Assert.Equal(["Embodied.Mujoco"], Repository.Projects.Where(p => p is { Unsafe: true, IsTest: false }).Select(p => p.Name));

    [Fact]
    public void ContractsDependOnNoContainerExceptForPlugins()
    {
        var result = Types.InAssembly(typeof(IPlugin).Assembly)
            .That().DoNotResideInNamespace("Embodied.Sdk.Plugins")
            .ShouldNot().HaveDependencyOn("Autofac")
            .GetResult();

        Assert.Empty(result.FailingTypeNames ?? []);
    }

    [Fact]
    public void InterfacesOfTheSdkAreSmall()
    {
        var large = typeof(IPlugin).Assembly.GetExportedTypes()
            .Where(t => t.IsInterface)
            .Where(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Count(m => m is not MethodInfo { IsSpecialName: true }) > 6)
            .Select(t => t.FullName);

        Assert.Empty(large);
    }

    private static bool IsFramework(string name) => name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "mscorlib";

    private static string FolderOf(string file) => string.Join('/', file.Split('/').Take(2));

    private static Project Find(string file) => Repository.Projects.Single(p => p.File == file);

    private static TheoryData<string> Names(Func<Project, bool> which) => new(Repository.Projects.Where(which).Select(p => p.File));
}
