using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Plumes;

/// <summary>
/// All puffs alive, as arrays in order of birth. A puff that leaves the arena gets y = NaN, which stays; the arrays are closed up now and then.
/// Forward Euler: advect, grow, remove, then give birth at the source.
/// </summary>
internal sealed class PuffCloud
{
    private const int Lanes = 8;
    private const int Block = 2 * Lanes;
    private const int StepsBetweenTidying = 64;
    private readonly PuffPhysics _physics;
    private float[] _x = new float[4096];
    private float[] _y = new float[4096];
    private float[] _radius = new float[4096];
    private int[] _number = new int[4096];
    private VectorRandom _noise;
    private RandomStream _births;
    private int _count;
    private int _born;
    private int _steps;

    /// <summary>An empty arena, one puff at the source.</summary>
    public PuffCloud(PuffPhysics physics, ulong seed)
    {
        _physics = physics;
        _noise = new(seed);
        _births = RandomStream.For(seed, 1);
        Add(1);
    }

    /// <summary>Puffs in the arrays, some of them gone.</summary>
    public int Count => _count;

    /// <summary>Positions along x.</summary>
    public ReadOnlySpan<float> X => _x.AsSpan(0, _count);

    /// <summary>Positions along y; NaN for puffs that are gone.</summary>
    public ReadOnlySpan<float> Y => _y.AsSpan(0, _count);

    /// <summary>Radii.</summary>
    public ReadOnlySpan<float> Radius => _radius.AsSpan(0, _count);

    /// <summary>Running number of each puff since the start.</summary>
    public ReadOnlySpan<int> Number => _number.AsSpan(0, _count);

    /// <summary>Makes one step with the wind of that step [m/s].</summary>
    public void Step(float windX, float windY)
    {
        Move(windX, windY);
        if (++_steps % StepsBetweenTidying == 0)
            CloseUp();
        Add(NextPoisson());
    }

    private void Move(float windX, float windY)
    {
        const float dt = 1f / PuffPhysics.Rate;
        ref var x = ref MemoryMarshal.GetArrayDataReference(_x);
        ref var y = ref MemoryMarshal.GetArrayDataReference(_y);
        ref var radius = ref MemoryMarshal.GetArrayDataReference(_radius);
        var (stepX, stepY) = (Vector256.Create(windX * dt), Vector256.Create(windY * dt));
        var (growth, deviation) = (Vector256.Create(_physics.Growth * dt), Vector256.Create(_physics.CrosswindNoise * dt));
        var (low, high, side) = (Vector256.Create(_physics.MinimumX), Vector256.Create(_physics.MaximumX), Vector256.Create(_physics.MaximumY));
        var gone = Vector256.Create(float.NaN);
        var noise = _noise;
        // Arrays are longer than the puffs by at least one block; what is computed there is overwritten at birth.
        for (nuint i = 0; i < (nuint)_count; i += Block)
        {
            var (first, second) = noise.NextGaussians();
            MoveLanes(ref x, ref y, ref radius, i, first);
            MoveLanes(ref x, ref y, ref radius, i + Lanes, second);
        }

        _noise = noise;

        void MoveLanes(ref float x, ref float y, ref float radius, nuint i, Vector256<float> normal)
        {
            var newX = Vector256.LoadUnsafe(ref x, i) + stepX;
            var newY = Vector256.LoadUnsafe(ref y, i) + stepY + (normal * deviation);
            var inside = Vector256.LessThan(newX, high) & Vector256.GreaterThan(newX, low) & Vector256.LessThan(Vector256.Abs(newY), side);
            newX.StoreUnsafe(ref x, i);
            Vector256.ConditionalSelect(inside, newY, gone).StoreUnsafe(ref y, i);
            (Vector256.LoadUnsafe(ref radius, i) + growth).StoreUnsafe(ref radius, i);
        }
    }

    private void CloseUp()
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (float.IsNaN(_y[i]))
                continue;
            (_x[kept], _y[kept], _radius[kept], _number[kept]) = (_x[i], _y[i], _radius[i], _number[i]);
            kept++;
        }

        _count = kept;
    }

    private void Add(int births)
    {
        if (_count + births + Block > _x.Length)
            Grow();
        for (; births > 0; births--)
        {
            (_x[_count], _y[_count], _radius[_count], _number[_count]) = (0, 0, PuffPhysics.BirthRadius, _born++);
            _count++;
        }
    }

    private void Grow()
    {
        var length = 2 * _x.Length;
        Array.Resize(ref _x, length);
        Array.Resize(ref _y, length);
        Array.Resize(ref _radius, length);
        Array.Resize(ref _number, length);
    }

    /// <summary>Poisson deviate by multiplying uniforms (Knuth 1969, 3.4.1).</summary>
    private int NextPoisson()
    {
        var limit = Math.Exp(-_physics.BirthRate);
        var count = 0;
        for (var product = _births.NextDouble(); product > limit; product *= _births.NextDouble())
            count++;
        return count;
    }
}
