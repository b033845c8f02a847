using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Torch;

/// <summary>
/// The operations on tensors that TorchSharp would give a <c>Scalar</c> nobody holds: a collection on any thread may free it while libtorch reads the number
/// (dotnet/TorchSharp issues 1434 and 1496), which aborts the process or gives another number. Here numbers are tensors without dimensions instead.
/// Whatever hides a scalar is banned at compile time: see build/BannedSymbols.txt.
/// </summary>
internal static class Tensors
{
#pragma warning disable RS0030 // The one scalar there is: a static field is never collected.
    private static readonly Scalar Unit = 1;
#pragma warning restore RS0030

    /// <summary>A number: a tensor without dimensions.</summary>
    public static Tensor Number(double value) => From([(float)value], []);

    /// <summary>
    /// Numbers in memory of libtorch. Memory of the runtime, which <c>tensor(array)</c> borrows, lies at other addresses in every run, and products of
    /// matrices differ in their last bits with the alignment.
    /// </summary>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">Sizes; their product is the number of values.</param>
    public static Tensor From(ReadOnlySpan<float> values, params long[] shape)
    {
        var made = Unfilled(out var numbers, shape);
        if (numbers.Length != values.Length)
            throw new ArgumentException($"{values.Length} numbers do not fill [{string.Join(" × ", shape)}].", nameof(values));
        values.CopyTo(numbers);
        return made;
    }

    /// <summary>A tensor whose memory is to be filled.</summary>
    public static Tensor Unfilled(out Span<float> numbers, params long[] shape)
    {
        var made = empty(shape, float32);
        numbers = made.Numbers();
        return made;
    }

    /// <summary>The numbers of a contiguous tensor, as they lie in its memory.</summary>
    public static Span<float> Numbers(this Tensor contiguous) => MemoryMarshal.Cast<byte, float>(contiguous.bytes);

    /// <summary>The only number of a tensor.</summary>
    public static double ToNumber(this Tensor x)
    {
        using var single = x.detach().to(float32).contiguous();
        return single.Numbers()[0];
    }

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, Unit);

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, double b) => a.add(Number(b), Unit);

    /// <summary>a − b.</summary>
    public static Tensor Minus(this Tensor a, double b) => a - Number(b);

    /// <summary>a b.</summary>
    public static Tensor Times(this Tensor a, double b) => a * Number(b);

    /// <summary>a / b.</summary>
    public static Tensor Over(this Tensor a, double b) => a / Number(b);

    /// <summary>x².</summary>
    public static Tensor Squared(this Tensor x) => x * x;

    /// <summary>The nearest number between two.</summary>
    public static Tensor Between(this Tensor x, double least, double most) => x.clamp(Number(least), Number(most));

    /// <summary>1 where x is larger, else 0.</summary>
    public static Tensor Exceeds(this Tensor x, double limit) => x.gt(Number(limit)).to(float32);

    /// <summary>f(x), or x.</summary>
    public static Tensor Activated(this Tensor x, Sdk.Control.Nonlinearity? f) => f switch
    {
        Sdk.Control.Nonlinearity.Tanh => x.tanh(),
        Sdk.Control.Nonlinearity.Relu => x.relu(),
        Sdk.Control.Nonlinearity.Elu => x.Elu(),
        _ => x,
    };

    /// <summary>a ← a + b.</summary>
    public static void Accumulate(this Tensor a, Tensor b) => a.add_(b, Unit);

    /// <summary>x where it is positive, eˣ − 1 elsewhere (Clevert et al. 2016).</summary>
    public static Tensor Elu(this Tensor x) => x.relu().Plus((-(-x).relu()).exp()).Minus(1);
}
