namespace Embodied.Runtime.Yaml;

/// <summary>A part of a YAML file that knows where it stands.</summary>
/// <param name="Place">Where it begins.</param>
public abstract record YamlNode(YamlPlace Place)
{
    /// <summary>What it is, in words for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>One value.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Quoted">Whether it stood in quotes or was a text block, and so can only be text.</param>
internal sealed record YamlScalar(YamlPlace Place, string Text, bool Quoted) : YamlNode(Place)
{
    /// <summary>Whether nothing was written, or <c>null</c> or <c>~</c>.</summary>
    public bool IsNull => !Quoted && Text is "" or "null" or "~";

    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">Its items.</param>
internal sealed record YamlSequence(YamlPlace Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    /// <inheritdoc/>
    public override string Kind => $"a list of {Items.Count}";
}

/// <summary>Keys and values in the order of the file; no key stands twice.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Entries">The entries.</param>
internal sealed record YamlMap(YamlPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal))?.Value;
}

/// <summary>One key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlEntry(string Key, YamlPlace Place, YamlNode Value);
