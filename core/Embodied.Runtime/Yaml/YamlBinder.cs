using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Yaml;

/// <summary>Turns nodes into objects; what does not fit becomes a problem and a null.</summary>
internal sealed class YamlBinder(YamlProblems problems)
{
    public object? Bind(YamlNode node, Type type)
    {
        if (type == typeof(YamlNode))
            return node;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return node is YamlScalar { IsNull: true } ? null : Bind(node, inner);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Placed<>))
            return Bind(node, type.GetGenericArguments()[0]) is { } value ? Activator.CreateInstance(type, value, node.Place) : null;
        if (YamlScalars.Knows(type))
            return Scalar(node, type);
        if (YamlShape.DictionaryValue(type) is { } valueType)
            return Dictionary(node, valueType);
        if (YamlShape.ListItem(type) is { } itemType)
            return List(node, type, itemType);
        return node is YamlSequence parts && YamlShape.PartsConstructor(type) is { } constructor ? Parts(parts, type, constructor) : Map(node, type);
    }

    private object? Scalar(YamlNode node, Type type)
    {
        if (node is YamlScalar scalar)
            return YamlScalars.Read(scalar, type, problems);
        return Refuse(node, YamlScalars.Describe(type));
    }

    private object? Dictionary(YamlNode node, Type valueType)
    {
        if (node is not YamlMap map)
            return Refuse(node, "a map");
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), valueType))!;
        foreach (var entry in map.Entries)
        {
            if (Bind(entry.Value, valueType) is { } value)
                dictionary.Add(entry.Key, value);
        }

        return dictionary;
    }

    private object? List(YamlNode node, Type type, Type itemType)
    {
        if (node is not YamlSequence sequence)
            return Refuse(node, "a list");
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        foreach (var item in sequence.Items)
        {
            if (Bind(item, itemType) is { } value)
                list.Add(value);
        }

        if (!type.IsArray)
            return list;
        var array = Array.CreateInstance(itemType, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private object? Parts(YamlSequence sequence, Type type, ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters();
        if (sequence.Items.Count != parameters.Length)
            return Refuse(sequence, $"[{string.Join(", ", parameters.Select(p => YamlNames.Snake(p.Name!)))}]");
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Bind(sequence.Items[i], parameters[i].ParameterType);
            if (values[i] is null)
                return null;
        }

        return constructor.Invoke(values);
    }

    private object? Map(YamlNode node, Type type)
    {
        if (YamlShape.PartsConstructor(type) is { } constructor && !YamlShape.HasEmptyConstructor(type))
            return Refuse(node, $"[{string.Join(", ", constructor.GetParameters().Select(p => YamlNames.Snake(p.Name!)))}]");
        if (node is not YamlMap map)
            return Refuse(node, "a map of " + string.Join(", ", YamlShape.Of(type).Properties.Keys));
        var shape = YamlShape.Of(type);
        var target = Activator.CreateInstance(type)!;
        var before = problems.Count;
        shape.Place?.SetValue(target, map.Place);
        var rest = new OrderedDictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (shape.Properties.TryGetValue(entry.Key, out var property))
                Assign(target, property, entry);
            else if (shape.Rest is not null)
                rest.Add(entry.Key, entry.Value);
            else
                problems.Add(entry.Place, $"unknown key '{entry.Key}'", NearestName.Hint(entry.Key, shape.Properties.Keys));
        }

        shape.Rest?.SetValue(target, rest);
        foreach (var missing in shape.Required.Where(key => map.Find(key) is null))
            problems.Add(map.Place, $"key '{missing}' is missing");
        return problems.Count == before ? target : null;
    }

    private void Assign(object target, PropertyInfo property, YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsNull: true } && property.PropertyType != typeof(YamlNode))
        {
            if (YamlShape.IsOptional(property))
                return;
            problems.Add(entry.Place, $"'{entry.Key}' has no value");
            return;
        }

        if (Bind(entry.Value, property.PropertyType) is not { } value)
            return;
        property.SetValue(target, value);
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(YamlShape.Bare(value))))
            problems.Add(entry.Value.Place, $"{entry.Value.Kind} does not do: {rule.FormatErrorMessage(entry.Key).TrimEnd('.')}");
    }

    private object? Refuse(YamlNode node, string expected)
    {
        problems.Add(node.Place, $"expected {expected}, found {node.Kind}");
        return null;
    }
}
