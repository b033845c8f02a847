using Embodied.Tests;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Embodied.Architecture.Tests;

/// <summary>The assemblies as they were built, and which types they use.</summary>
internal static class Built
{
    /// <summary>Every assembly of the project, once.</summary>
    public static IReadOnlyList<ModuleDefinition> Modules { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "artifacts", "bin"), "*.dll", SearchOption.AllDirectories)
            .Where(f => f.Contains($"/{SharedData.Configuration}/", StringComparison.Ordinal) && IsOwn(Path.GetFileNameWithoutExtension(f)))
            // Each in its own project's folder: copies elsewhere may be older.
            .Where(f => f.Split(Path.DirectorySeparatorChar)[^3] == Path.GetFileNameWithoutExtension(f) || Path.GetFileName(f) == "embodied.dll" && f.Split(Path.DirectorySeparatorChar)[^3] == "Embodied.Cli")
            .DistinctBy(Path.GetFileName)
            .Select(f => ModuleDefinition.ReadModule(f)),
    ];

    /// <summary>Types that appear in anything of a type: its bases, members and instructions.</summary>
    public static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        foreach (var used in Signature(type, all: true))
            yield return used;
        foreach (var method in type.Methods.Where(m => m.HasBody))
        {
            foreach (var variable in method.Body.Variables)
                yield return variable.VariableType;
            foreach (var operand in method.Body.Instructions.Select(i => i.Operand))
            {
                foreach (var used in Of(operand))
                    yield return used;
            }
        }
    }

    /// <summary>Types that others must see to use a type.</summary>
    public static IEnumerable<TypeReference> Signature(TypeDefinition type, bool all = false)
    {
        if (type.BaseType is not null)
            yield return type.BaseType;
        foreach (var contract in type.Interfaces)
            yield return contract.InterfaceType;
        foreach (var field in type.Fields.Where(f => all || f.IsPublic || f.IsFamily))
            yield return field.FieldType;
        foreach (var method in type.Methods.Where(m => all || m.IsPublic || m.IsFamily))
        {
            yield return method.ReturnType;
            foreach (var parameter in method.Parameters)
                yield return parameter.ParameterType;
        }
    }

    /// <summary>A type without what wraps it: arrays, generic arguments apart, the outermost type of a nested one.</summary>
    public static IEnumerable<TypeReference> Plain(TypeReference type)
    {
        switch (type)
        {
            case GenericInstanceType generic:
                return generic.GenericArguments.SelectMany(Plain).Concat(Plain(generic.ElementType));
            case FunctionPointerType:
                return [];
            case TypeSpecification wrapped:
                return Plain(wrapped.ElementType);
            case GenericParameter:
                return [];
            default:
                return [type.DeclaringType is null ? type : Plain(type.DeclaringType).First()];
        }
    }

    /// <summary>All types of a module with the nested ones, each with the outermost type it is part of.</summary>
    public static IEnumerable<(TypeDefinition Type, TypeDefinition Outer)> Types(ModuleDefinition module) => module.GetAllTypes().Select(t => (t, Outer(t)));

    private static TypeDefinition Outer(TypeDefinition type) => type.DeclaringType is null ? type : Outer(type.DeclaringType);

    private static IEnumerable<TypeReference> Of(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    private static bool IsOwn(string name) => name.StartsWith("Embodied.", StringComparison.Ordinal) || name == "embodied";
}
