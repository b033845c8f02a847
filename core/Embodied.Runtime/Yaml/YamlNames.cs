using System.Text;

namespace Embodied.Runtime.Yaml;

/// <summary>How C# names are written in YAML.</summary>
internal static class YamlNames
{
    /// <summary><c>EndEffectors</c> to <c>end_effectors</c>.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
