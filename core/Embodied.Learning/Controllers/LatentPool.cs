namespace Embodied.Learning.Controllers;

/// <summary>Latents that a controller can be given instead of those it computes, to see whether it uses them.</summary>
/// <param name="size">Numbers in a latent.</param>
public sealed class LatentPool(int size)
{
    private readonly List<float> _values = [];

    /// <summary>Numbers in a latent.</summary>
    public int Size => size;

    /// <summary>How many there are.</summary>
    public int Count => _values.Count / size;

    /// <summary>A pool of one latent that says nothing: zeros, the mean of its prior.</summary>
    public static LatentPool Silent(int size)
    {
        var pool = new LatentPool(size);
        pool.Add(new float[size]);
        return pool;
    }

    /// <summary>Adds one, [size].</summary>
    public void Add(ReadOnlySpan<float> latent)
    {
        if (latent.Length != size)
            throw new ArgumentException($"holds {latent.Length} numbers; expected {size}", nameof(latent));
        _values.AddRange(latent);
    }

    /// <summary>One of them, [size]; valid until another is added.</summary>
    public ReadOnlySpan<float> At(int index) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values).Slice(index * size, size);
}
