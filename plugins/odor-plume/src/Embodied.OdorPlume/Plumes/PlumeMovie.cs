using System.Numerics;
using System.Runtime.InteropServices;

namespace Embodied.OdorPlume.Plumes;

/// <summary>
/// A window of a plume at the agents' rate, in memory, shared by all worlds. The puffs of a frame stand in order of x, padded to whole vectors by
/// puffs that are nowhere; an index of columns 0.1 m wide finds those near a place.
/// </summary>
internal sealed class PlumeMovie
{
    /// <summary>Frames per second.</summary>
    public const int Rate = 25;

    private const int Lanes = 8;
    private const float ColumnWidth = 0.1f;
    private const float Nowhere = 1e9f;
    private readonly List<float> _x = [];
    private readonly List<float> _y = [];
    private readonly List<float> _radius = [];
    private readonly List<int> _number = [];
    private readonly List<int> _columns = [];
    private readonly List<FrameFacts> _frames = [];
    private readonly int _columnCount;
    private float[] _order = [];

    private PlumeMovie(PlumeRecipe recipe)
    {
        Recipe = recipe;
        _columnCount = (int)MathF.Ceiling((recipe.Physics.MaximumX - recipe.Physics.MinimumX) / ColumnWidth) + 1;
    }

    /// <summary>What it was made from.</summary>
    public PlumeRecipe Recipe { get; }

    /// <summary>Frames.</summary>
    public int Count => _frames.Count;

    /// <summary>Lets the plume develop from an empty arena and films the window.</summary>
    public static PlumeMovie Film(PlumeRecipe recipe)
    {
        const int stepsPerFrame = PuffPhysics.Rate / Rate;
        var (first, last) = ((int)Math.Round(recipe.From * PuffPhysics.Rate), (int)Math.Round(recipe.Until * PuffPhysics.Rate));
        // Regimes that turn half-way are laid out on the published length of 121 s.
        var wind = recipe.Wind.Create(Math.Max(121, recipe.Until + 1), PuffPhysics.Rate);
        var cloud = new PuffCloud(recipe.Physics, recipe.Seed);
        var movie = new PlumeMovie(recipe);
        var density = new PuffSelection(recipe.Density, recipe.Seed);
        for (var step = 0; step <= last; step++)
        {
            if (step > 0)
                cloud.Step(wind.X[step], wind.Y[step]);
            if (step >= first && step % stepsPerFrame == 0)
                movie.Add(cloud, density, new(wind.X[step], wind.Y[step]));
        }

        return movie;
    }

    /// <summary>A frame; one beyond the ends is the first or last.</summary>
    public PlumeFrame this[int index]
    {
        get
        {
            var facts = _frames[Math.Clamp(index, 0, _frames.Count - 1)];
            return new()
            {
                Wind = facts.Wind,
                Count = facts.Count,
                LargestRadius = facts.LargestRadius,
                X = CollectionsMarshal.AsSpan(_x).Slice(facts.Start, facts.Padded),
                Y = CollectionsMarshal.AsSpan(_y).Slice(facts.Start, facts.Padded),
                Radius = CollectionsMarshal.AsSpan(_radius).Slice(facts.Start, facts.Padded),
                Number = CollectionsMarshal.AsSpan(_number).Slice(facts.Start, facts.Padded),
                Columns = CollectionsMarshal.AsSpan(_columns).Slice(facts.Columns, _columnCount + 1),
                ColumnsFrom = Recipe.Physics.MinimumX,
                ColumnsPerMetre = 1 / ColumnWidth,
            };
        }
    }

    private void Add(PuffCloud cloud, PuffSelection density, Vector2 wind)
    {
        var facts = new FrameFacts { Wind = wind, Start = _x.Count, Columns = _columns.Count };
        var sorted = true;
        // The youngest puffs are nearest to the source wherever the wind never turns back: their order is that of x already.
        for (var i = cloud.Count - 1; i >= 0; i--)
        {
            if (float.IsNaN(cloud.Y[i]) || !density.Keeps(cloud.Number[i]))
                continue;
            sorted &= _x.Count == facts.Start || _x[^1] <= cloud.X[i];
            Append(cloud.X[i], cloud.Y[i], cloud.Radius[i], cloud.Number[i]);
            facts.LargestRadius = Math.Max(facts.LargestRadius, cloud.Radius[i]);
        }

        facts.Count = _x.Count - facts.Start;
        if (!sorted)
            Sort(facts.Start, facts.Count);
        // One vector more than is needed, so that a query may begin anywhere.
        do
        {
            Append(Nowhere, Nowhere, PuffPhysics.BirthRadius, -1);
        }
        while ((_x.Count - facts.Start) % Lanes != 0 || _x.Count - facts.Start < facts.Count + Lanes);
        facts.Padded = _x.Count - facts.Start;
        IndexColumns(facts);
        _frames.Add(facts);
    }

    private void Append(float x, float y, float radius, int number)
    {
        _x.Add(x);
        _y.Add(y);
        _radius.Add(radius);
        _number.Add(number);
    }

    private void Sort(int start, int count)
    {
        _order = [.. _x.GetRange(start, count)];
        var places = Enumerable.Range(start, count).ToArray();
        Array.Sort(_order, places);
        var (y, radius, number) = (places.Select(p => _y[p]).ToArray(), places.Select(p => _radius[p]).ToArray(), places.Select(p => _number[p]).ToArray());
        for (var i = 0; i < count; i++)
            (_x[start + i], _y[start + i], _radius[start + i], _number[start + i]) = (_order[i], y[i], radius[i], number[i]);
    }

    private void IndexColumns(FrameFacts facts)
    {
        var puff = 0;
        for (var column = 0; column <= _columnCount; column++)
        {
            var edge = Recipe.Physics.MinimumX + (column * ColumnWidth);
            while (puff < facts.Count && _x[facts.Start + puff] < edge)
                puff++;
            _columns.Add(puff);
        }
    }

    /// <summary>Where a frame lies in the arrays.</summary>
    private record struct FrameFacts(Vector2 Wind, int Start, int Count, int Padded, int Columns, float LargestRadius);
}
