namespace Embodied.Mujoco.Layouts;

/// <summary>Where files of this program lie that belong to the user and can be made anew.</summary>
internal static class UserCache
{
    /// <summary>Where the launcher unpacks the engine for users who cannot install it.</summary>
    public static string Native => Path.Combine(Root, "native");

    /// <summary>Tables of versions that users added.</summary>
    public static string Layouts => Path.Combine(Root, "layouts");

    private static string Root
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache))
                cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "embodied");
        }
    }
}
