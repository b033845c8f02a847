using Embodied.OdorPlume.Plumes;

namespace Embodied.OdorPlume.Analyses;

/// <summary>
/// The centreline of a plume: where puffs born at each step would be without noise. In wind that is the same everywhere the puff born at step b is at
/// W(t) − W(b), W the sum of the wind, so the line at that puff points along the wind of its birth.
/// </summary>
internal sealed class Centreline
{
    private readonly float[] _windX;
    private readonly float[] _windY;
    private readonly double[] _sumX;
    private readonly int _first;

    public Centreline(PlumeRecipe recipe)
    {
        var wind = recipe.Wind.Create(Math.Max(121, recipe.Until + 1), PuffPhysics.Rate);
        (_windX, _windY) = (wind.X, wind.Y);
        _first = (int)Math.Round(recipe.From * PuffPhysics.Rate);
        _sumX = new double[wind.Length];
        for (var i = 1; i < _sumX.Length; i++)
            _sumX[i] = _sumX[i - 1] + (wind.X[i] / PuffPhysics.Rate);
    }

    /// <summary>Direction of the line, away from the source, at a place along x [rad]; null upwind of the source and beyond the oldest puff.</summary>
    /// <param name="frame">Frame of the movie.</param>
    /// <param name="x">Along x [m].</param>
    public double? DirectionAt(int frame, double x)
    {
        var now = Math.Min(_first + (frame * PuffPhysics.Rate / PlumeMovie.Rate), _sumX.Length - 1);
        if (x <= 0)
            return null;
        for (var birth = now; birth >= 0; birth--)
        {
            if (_sumX[now] - _sumX[birth] >= x)
                return Math.Atan2(_windY[birth], _windX[birth]);
        }

        return null;
    }
}
