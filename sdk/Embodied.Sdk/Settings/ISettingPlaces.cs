namespace Embodied.Sdk.Settings;

/// <summary>Settings that know where they were written, so that a problem with one can be pointed at.</summary>
public interface ISettingPlaces
{
    /// <summary>Where the setting stands, <c>file:line:column</c>; null when it was not written anywhere.</summary>
    string? PlaceOf(string name);
}
