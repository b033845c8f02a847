using Embodied.Sdk.Settings;

namespace Embodied.Learning.Networks;

/// <summary>Widths of layers as settings give them.</summary>
internal static class LayerWidths
{
    /// <summary>Reads numbers separated by commas.</summary>
    /// <exception cref="Sdk.Errors.InputException">One is no whole number above 0.</exception>
    public static int[] Parse(PartSettings settings, string name, string otherwise)
    {
        var text = settings.Text(name, otherwise);
        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part =>
            int.TryParse(part, out var width) && width > 0 ? width : throw settings.Wrong(name, $"has {name} '{text}'; expected widths such as [64, 64]"))];
    }
}
