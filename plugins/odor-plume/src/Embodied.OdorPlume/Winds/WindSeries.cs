namespace Embodied.OdorPlume.Winds;

/// <summary>Wind that is the same everywhere in the plane, one velocity per plume step [m/s], x downwind of the source.</summary>
/// <param name="Name">Name of the regime, or the file it was read from.</param>
/// <param name="X">Along x.</param>
/// <param name="Y">Along y.</param>
internal sealed record WindSeries(string Name, float[] X, float[] Y)
{
    /// <summary>Steps.</summary>
    public int Length => X.Length;

    /// <summary>Largest speed [m/s].</summary>
    public double Fastest => Enumerable.Range(0, Length).Max(i => Math.Sqrt((X[i] * X[i]) + (Y[i] * Y[i])));

    /// <summary>A series from directions [degrees, counter-clockwise from x] at one speed.</summary>
    /// <remarks>Rounded to half precision, in which the published series are stored (sim_utils.get_wind_xyt).</remarks>
    public static WindSeries FromDegrees(string name, double[] degrees, double speed) => new(
        name,
        [.. degrees.Select(d => (float)(Half)(Math.Cos(d * Math.PI / 180) * speed))],
        [.. degrees.Select(d => (float)(Half)(Math.Sin(d * Math.PI / 180) * speed))]);
}
