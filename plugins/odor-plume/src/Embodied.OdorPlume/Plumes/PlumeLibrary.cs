using System.Collections.Concurrent;

namespace Embodied.OdorPlume.Plumes;

/// <summary>Keeps plumes that were made, so that worlds which ask for the same recipe share one movie. Any thread may ask.</summary>
internal sealed class PlumeLibrary
{
    private const int Kept = 8;
    private readonly ConcurrentDictionary<PlumeRecipe, Lazy<PlumeMovie>> _movies = new();
    private readonly ConcurrentQueue<PlumeRecipe> _order = new();

    /// <summary>The movie of a recipe. The oldest recipes are forgotten; a movie in use lives on with its worlds.</summary>
    public PlumeMovie Get(PlumeRecipe recipe)
    {
        var movie = _movies.GetOrAdd(recipe, r =>
        {
            _order.Enqueue(r);
            return new(() => PlumeMovie.Film(r));
        });
        while (_order.Count > Kept && _order.TryDequeue(out var oldest))
            _movies.TryRemove(oldest, out _);
        return movie.Value;
    }

    /// <summary>Movies of consecutive seeds.</summary>
    public PlumeMovie[] Get(PlumeRecipe recipe, int count) => [.. Enumerable.Range(0, count).Select(k => Get(recipe with { Seed = recipe.Seed + (ulong)k }))];
}
