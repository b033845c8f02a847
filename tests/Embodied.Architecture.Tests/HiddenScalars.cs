using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Embodied.Architecture.Tests;

/// <summary>
/// The public members of TorchSharp that make a <c>Scalar</c> without holding it until libtorch has read it, found in their instructions: those that convert a
/// number to one, and whatever calls them.
/// </summary>
internal static class HiddenScalars
{
    private const string ScalarType = "TorchSharp.Scalar";
    private const string Why = "hides a Scalar that may be collected while libtorch reads it, which aborts the process or gives another number (dotnet/TorchSharp 1434)";

    // Whole families, of which too much is wrong to name members.
    private static readonly string[] Families = ["TorchSharp.torch/distributions", "TorchSharp.torch/optim", "TorchSharp.torch/jit"];

    /// <summary>The lines of BannedSymbols.txt for an assembly, in order.</summary>
    public static IReadOnlyList<string> Banned(string torchSharp)
    {
        using var module = ModuleDefinition.ReadModule(torchSharp);
        var types = module.GetAllTypes().ToList();
        var hiding = Hiding([.. types.SelectMany(t => t.Methods).Where(m => m.HasBody)]);
        var reached = types.Where(IsReachable).SelectMany(t => t.Methods).Where(m => m.IsPublic && hiding.Contains(m.FullName)).ToList();
        // A module's forward or an optimiser's step is called through its base, which cannot be banned.
        var wholeTypes = reached.Where(m => m.IsVirtual || m.IsConstructor).Select(m => m.DeclaringType).Where(t => t.Namespace == "TorchSharp.Modules").Select(t => t.FullName).ToHashSet(StringComparer.Ordinal);
        var members = reached.Where(m => IsMember(m, wholeTypes));
        var factories = types.Where(IsReachable).SelectMany(t => t.Methods)
            .Where(m => m.IsPublic && wholeTypes.Contains(m.ReturnType.FullName) && !wholeTypes.Contains(m.DeclaringType.FullName) && !InFamily(m.DeclaringType));
        var ids = members.Concat(factories).Select(IdOf)
            .Concat(wholeTypes.Select(t => "T:" + t.Replace('/', '.')))
            .Concat(Families.Select(f => "T:" + f.Replace('/', '.')))
            .Append("T:" + ScalarType);
        return [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => $"{id};{Why}: {Instead(id)}")];
    }

    private static HashSet<string> Hiding(List<MethodDefinition> methods)
    {
        var calls = methods.ToDictionary(m => m.FullName, m => m.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>().ToList(), StringComparer.Ordinal);
        var hiding = methods.Where(m => calls[m.FullName].Exists(Makes)).Select(m => m.FullName).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != hiding.Count;)
        {
            before = hiding.Count;
            hiding.UnionWith(calls.Where(c => c.Value.Exists(m => hiding.Contains(m.FullName))).Select(c => c.Key).ToList());
        }

        return hiding;
    }

    private static bool Makes(MethodReference method) =>
        method.DeclaringType.FullName == ScalarType ? method.Name is "op_Implicit" or ".ctor" : method.DeclaringType.FullName == "TorchSharp.ScalarExtensionMethods";

    private static bool IsMember(MethodDefinition method, HashSet<string> wholeTypes) =>
        method.DeclaringType.FullName != ScalarType && !wholeTypes.Contains(method.DeclaringType.FullName) && !InFamily(method.DeclaringType)
        // What people print in a debugger or log is wrong at worst in what is shown, and no product code can avoid overriding it.
        && method is not { Name: "ToString", Parameters.Count: 0 };

    private static bool InFamily(TypeDefinition type) => Families.Any(f => type.FullName == f || type.FullName.StartsWith(f + "/", StringComparison.Ordinal));

    private static bool IsReachable(TypeDefinition type) =>
        type.DeclaringType is null ? type.IsPublic : (type.IsNestedPublic || type.IsNestedFamily) && IsReachable(type.DeclaringType);

    private static string IdOf(MethodDefinition method)
    {
        if (method.IsGetter || method.IsSetter)
            return DocCommentId.GetDocCommentId(method.DeclaringType.Properties.First(p => p.GetMethod == method || p.SetMethod == method));
        return DocCommentId.GetDocCommentId(method);
    }

    private static string Instead(string id)
    {
        var name = id.Split('(')[0].Split('.')[^1];
        return name switch
        {
            "op_Addition" or "add" or "add_" => "use Tensors.Plus of Embodied.Learning.Torch",
            "op_Subtraction" => "use Tensors.Minus of Embodied.Learning.Torch",
            "op_Multiply" => "use Tensors.Times of Embodied.Learning.Torch",
            "op_Division" => "use Tensors.Over of Embodied.Learning.Torch",
            "square" => "use Tensors.Squared of Embodied.Learning.Torch",
            "elu" => "use Tensors.Elu of Embodied.Learning.Torch",
            "optim" => "use Embodied.Learning.Training.Adam",
            _ when name.StartsWith("To", StringComparison.Ordinal) => "use Tensors.ToNumber or Tensors.Numbers of Embodied.Learning.Torch",
            _ => "use a form that takes tensors, with Tensors.Number of Embodied.Learning.Torch",
        };
    }
}
