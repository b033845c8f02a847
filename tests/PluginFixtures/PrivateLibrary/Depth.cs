namespace Fixture.PrivateLibrary;

/// <summary>A dependency that only the plugin has.</summary>
public static class Depth
{
    public const double Shallow = 0.1;

    public static double Of(double scale) => Shallow * scale;
}
