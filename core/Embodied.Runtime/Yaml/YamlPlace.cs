namespace Embodied.Runtime.Yaml;

/// <summary>Where something stands in a file, for messages.</summary>
/// <param name="File">File as the user named it, or the option it came from.</param>
/// <param name="Line">Line from 1; 0 when there are no lines, as in an option.</param>
/// <param name="Column">Column from 1.</param>
public readonly record struct YamlPlace(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}" : File;
}

/// <summary>A value and where it stands, for checks that come after reading.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it stands.</param>
public readonly record struct Placed<T>(T Value, YamlPlace Place);

/// <summary>Marks the property of type <c>IReadOnlyDictionary&lt;string, YamlNode&gt;</c> that takes every key without a property of its own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class YamlRestAttribute : Attribute;
