using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Embodied.OdorPlume.Plumes;

/// <summary>The puffs at one instant, in order of x. Queries look only at the columns in reach and allocate nothing.</summary>
internal readonly ref struct PlumeFrame
{
    private const int Lanes = 8;

    /// <summary>Wind everywhere [m/s].</summary>
    public Vector2 Wind { get; init; }

    /// <summary>Puffs.</summary>
    public int Count { get; init; }

    /// <summary>Largest radius [m].</summary>
    public float LargestRadius { get; init; }

    /// <summary>Along x, ascending; behind <see cref="Count"/> stand puffs that are nowhere, at least one vector of them.</summary>
    public ReadOnlySpan<float> X { get; init; }

    /// <summary>Along y.</summary>
    public ReadOnlySpan<float> Y { get; init; }

    /// <summary>Radii [m].</summary>
    public ReadOnlySpan<float> Radius { get; init; }

    /// <summary>Running numbers of the puffs.</summary>
    public ReadOnlySpan<int> Number { get; init; }

    /// <summary>First puff at or behind the left edge of each column.</summary>
    public ReadOnlySpan<int> Columns { get; init; }

    /// <summary>Left edge of the first column [m].</summary>
    public float ColumnsFrom { get; init; }

    /// <summary>Columns per metre.</summary>
    public float ColumnsPerMetre { get; init; }

    /// <summary>Sum of the concentrations of all puffs at a place; 1 is that of one puff at birth, and c = (r₀/r)³ afterwards.</summary>
    public float Odour<TKernel>(float x, float y, in PuffSelection selection)
        where TKernel : struct, IPuffKernel
    {
        const float birth = PuffPhysics.BirthRadius;
        // A little more, against rounding at the edges of columns.
        var reach = 1e-3f + (TKernel.Reach * (birth + (selection.Diffusion * (LargestRadius - birth))));
        var (from, end) = Range(x - reach, x + reach);
        ref var xs = ref MemoryMarshal.GetReference(X);
        ref var ys = ref MemoryMarshal.GetReference(Y);
        ref var radii = ref MemoryMarshal.GetReference(Radius);
        ref var numbers = ref MemoryMarshal.GetReference(Number);
        var (placeX, placeY, diffusion) = (Vector256.Create(x), Vector256.Create(y), Vector256.Create(selection.Diffusion));
        var smallest = Vector256.Create(birth);
        var sum = Vector256<float>.Zero;
        for (var i = from; i < end; i += Lanes)
        {
            var radius = smallest + (diffusion * (Vector256.LoadUnsafe(ref radii, (nuint)i) - smallest));
            var weight = TKernel.Weigh(Vector256.LoadUnsafe(ref xs, (nuint)i) - placeX, Vector256.LoadUnsafe(ref ys, (nuint)i) - placeY, radius);
            if (!selection.KeepsAll)
                weight &= selection.Keeps(Vector256.LoadUnsafe(ref numbers, (nuint)i));
            var ratio = smallest / radius;
            sum += weight * ratio * ratio * ratio;
        }

        return Vector256.Sum(sum);
    }

    /// <summary>Whether the centre of a puff lies within a distance of a place [m].</summary>
    public bool HasPuffWithin(float distance, float x, float y, in PuffSelection selection)
    {
        var (from, end) = Range(x - distance, x + distance);
        var middle = Math.Clamp(Columns[Column(x)], from, end);
        return AnyWithin(middle, end, distance, x, y, selection) || AnyWithin(from, middle, distance, x, y, selection);
    }

    /// <summary>Distance from a place to the nearest centre of a puff [m]; infinite when there is none.</summary>
    public float NearestPuff(float x, float y, in PuffSelection selection)
    {
        var least = float.PositiveInfinity;
        for (var i = 0; i < Count; i++)
        {
            var (dx, dy) = (X[i] - x, Y[i] - y);
            var square = (dx * dx) + (dy * dy);
            if (square < least && selection.Keeps(Number[i]))
                least = square;
        }

        return MathF.Sqrt(least);
    }

    /// <summary>Puffs from the first in the column of <paramref name="low"/> to the last in that of <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int From, int End) Range(float low, float high) => (Columns[Column(low)], Columns[Math.Min(Column(high) + 1, Columns.Length - 1)]);

    private bool AnyWithin(int from, int end, float distance, float x, float y, in PuffSelection selection)
    {
        ref var xs = ref MemoryMarshal.GetReference(X);
        ref var ys = ref MemoryMarshal.GetReference(Y);
        ref var numbers = ref MemoryMarshal.GetReference(Number);
        var limit = Vector256.Create(distance * distance);
        var (placeX, placeY) = (Vector256.Create(x), Vector256.Create(y));
        for (var i = from; i < end; i += Lanes)
        {
            var (dx, dy) = (Vector256.LoadUnsafe(ref xs, (nuint)i) - placeX, Vector256.LoadUnsafe(ref ys, (nuint)i) - placeY);
            var near = Vector256.LessThanOrEqual((dx * dx) + (dy * dy), limit);
            if (!selection.KeepsAll)
                near &= selection.Keeps(Vector256.LoadUnsafe(ref numbers, (nuint)i));
            if (near != Vector256<float>.Zero)
                return true;
        }

        return false;
    }

    // The last column is one behind the arena: it ends where the puffs end.
    private int Column(float x) => (int)Math.Clamp((x - ColumnsFrom) * ColumnsPerMetre, 0, Columns.Length - 1);
}
