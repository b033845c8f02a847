using System.Collections.Concurrent;
using System.Reflection;

namespace Embodied.Runtime.Yaml;

/// <summary>Which keys a class takes, worked out once per type.</summary>
internal sealed class YamlShape
{
    private static readonly ConcurrentDictionary<Type, YamlShape> Known = new();

    private YamlShape(Type type)
    {
        var writable = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0).ToArray();
        Place = Array.Find(writable, p => p.PropertyType == typeof(YamlPlace));
        Rest = Array.Find(writable, p => p.GetCustomAttribute<YamlRestAttribute>() is not null);
        Properties = writable.Where(p => p != Place && p != Rest).ToDictionary(p => YamlNames.Snake(p.Name), StringComparer.Ordinal);
        Required = [.. Properties.Where(p => IsRequired(p.Value)).Select(p => p.Key)];
    }

    /// <summary>Properties by key.</summary>
    public IReadOnlyDictionary<string, PropertyInfo> Properties { get; }

    /// <summary>Keys that must be there.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>The property that receives where the map stands, or null.</summary>
    public PropertyInfo? Place { get; }

    /// <summary>The property that receives all other keys, or null.</summary>
    public PropertyInfo? Rest { get; }

    public static YamlShape Of(Type type) => Known.GetOrAdd(type, t => new YamlShape(t));

    /// <summary>The longest constructor when a type is made of parts, such as a vector; null for a class of properties.</summary>
    public static ConstructorInfo? PartsConstructor(Type type) =>
        type.GetConstructors().Where(c => c.GetParameters().Length > 0).MaxBy(c => c.GetParameters().Length);

    public static bool HasEmptyConstructor(Type type) => !type.IsValueType && type.GetConstructor(Type.EmptyTypes) is not null;

    /// <summary>Whether the property may be left empty: its type is nullable.</summary>
    public static bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    public static Type? DictionaryValue(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    public static Type? ListItem(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
    }

    // By name, because a package in the graph carries a public copy of the attribute.
    private static bool IsRequired(PropertyInfo property) =>
        property.GetCustomAttributesData().Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.RequiredMemberAttribute");

    /// <summary>The value itself when it carries its place, for range checks.</summary>
    public static object Bare(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Placed<>)
            ? type.GetProperty(nameof(Placed<int>.Value))!.GetValue(value)!
            : value;
}
