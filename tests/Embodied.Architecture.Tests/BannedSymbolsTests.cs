using System.Reflection;
using Embodied.Tests;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Embodied.Architecture.Tests;

/// <summary>What the compiler refuses is what the TorchSharp we use gets wrong: another version needs another list.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly string Listed = Path.Combine(SharedData.RepositoryRoot, "build", "BannedSymbols.txt");

    [Fact]
    public void EveryMemberThatHidesAScalarIsBanned()
    {
        var torchSharp = typeof(BannedSymbolsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TorchSharp").Value!;
        var expected = HiddenScalars.Banned(torchSharp);
        var found = File.Exists(Listed) ? File.ReadAllLines(Listed) : [];
        if (!expected.SequenceEqual(found))
            File.WriteAllLines(Path.ChangeExtension(Listed, ".received.txt"), expected);

        Assert.Equal(expected, found);
    }

    // The analyzer does not look at a += b.
    [Fact]
    public void NothingThatIsBuiltCallsThem()
    {
        var banned = File.ReadAllLines(Listed).Select(line => line.Split(';')[0]).ToHashSet(StringComparer.Ordinal);
        var built = Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "artifacts"), "Embodied.*.dll", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .DistinctBy(Path.GetFileName)
            .ToList();
        var calls = built.SelectMany(CallsOf).ToList();

        Assert.Contains(calls, c => c.Called.StartsWith("M:TorchSharp.torch.Tensor.add(", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, c => banned.Contains(c.Called));
    }

    private static IEnumerable<(string Caller, string Called)> CallsOf(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        if (module.AssemblyReferences.All(r => r.Name != "TorchSharp"))
            return [];
        return
        [
            .. from type in module.GetAllTypes()
               from method in type.Methods
               where method.HasBody
               from instruction in method.Body.Instructions
               let called = instruction.Operand as MethodReference
               where called is { DeclaringType.Scope.Name: "TorchSharp" }
               select (method.FullName, IdOf(called)),
        ];
    }

    private static string IdOf(MethodReference method)
    {
        var result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + method.ReturnType.FullName.Replace('/', '.') : "";
        var parameters = method.Parameters.Count == 0 ? "" : $"({string.Join(',', method.Parameters.Select(p => p.ParameterType.FullName.Replace('/', '.')))})";
        return $"M:{method.DeclaringType.FullName.Replace('/', '.')}.{method.Name}{parameters}{result}";
    }
}
