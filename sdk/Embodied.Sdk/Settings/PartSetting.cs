namespace Embodied.Sdk.Settings;

/// <summary>A setting of a part.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Default">What it is when nobody says, as YAML would have it; empty for nothing.</param>
/// <param name="Summary">What it does, with its unit.</param>
public sealed record PartSetting(string Name, string Default, string Summary);
