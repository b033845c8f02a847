namespace Embodied.OdorPlume.Controllers;

/// <summary>Encounters expected in a step at every offset of agent and source on a grid, for one wind.</summary>
internal sealed class EncounterTable
{
    /// <summary>Tabulates a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windX">Wind [m/s].</param>
    /// <param name="windY">Wind [m/s].</param>
    /// <param name="cell">Distance of neighbours [m].</param>
    /// <param name="reach">Largest offset in cells.</param>
    public EncounterTable(PlumeModel model, double windX, double windY, double cell, int reach)
    {
        var size = (2 * reach) + 1;
        (Rate, Hit, LogHit) = (new float[size * size], new float[size * size], new float[size * size]);
        var speed = Math.Sqrt((windX * windX) + (windY * windY));
        var (cos, sin) = speed > 0 ? (windX / speed, windY / speed) : (1, 0);
        for (var i = 0; i < Rate.Length; i++)
        {
            var (x, y) = (((i % size) - reach) * cell, ((i / size) - reach) * cell);
            // Never quite impossible, never quite sure: the model is not the plume.
            Rate[i] = (float)Math.Clamp(model.Encounters((x * cos) + (y * sin), (y * cos) - (x * sin), speed), 1e-4, 4);
            Hit[i] = 1 - MathF.Exp(-Rate[i]);
            LogHit[i] = MathF.Log(Hit[i]);
        }
    }

    /// <summary>Mean number of encounters.</summary>
    public float[] Rate { get; }

    /// <summary>Chance of at least one.</summary>
    public float[] Hit { get; }

    /// <summary>Its logarithm.</summary>
    public float[] LogHit { get; }
}
