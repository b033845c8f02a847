using Embodied.Sdk.Errors;

namespace Embodied.Learning.Controllers;

/// <summary>Widths of layers as settings give them.</summary>
internal static class LayerWidths
{
    /// <summary>Reads numbers separated by commas.</summary>
    /// <exception cref="InputException">One is no whole number above 0.</exception>
    public static int[] Parse(string place, string name, string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part =>
        int.TryParse(part, out var width) && width > 0 ? width : throw new InputException(place, $"has {name} '{text}'; expected widths such as [64, 64]"))];
}
