using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Embodied.Numerics;

/// <summary>
/// Dense products of row-major matrices in double precision. Every element is one chain of fused multiply–adds in the order of the inner index, so
/// the result does not depend on the width of the processor's vectors.
/// </summary>
public static class MatrixProduct
{
    private const int Width = 8;
    private const int Rows = 4;

    /// <summary>C ← A B, or C ← C + A B.</summary>
    /// <param name="a">[m × k].</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="b">[k × n].</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="c">[m × n].</param>
    /// <param name="add">Whether C is added to.</param>
    public static void Multiply(ReadOnlySpan<double> a, int m, int k, ReadOnlySpan<double> b, int n, Span<double> c, bool add = false)
    {
        Check(a.Length, m, k);
        Tiles(new(a, k, 1, b, n, k), m, c[..(m * n)], add);
    }

    /// <summary>C ← C + Aᵀ B.</summary>
    /// <param name="a">[rows × d].</param>
    /// <param name="d">Columns of A, rows of C.</param>
    /// <param name="rows">Rows of A and B.</param>
    /// <param name="b">[rows × n].</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="c">[d × n].</param>
    public static void AddTransposed(ReadOnlySpan<double> a, int d, int rows, ReadOnlySpan<double> b, int n, Span<double> c)
    {
        // Few rows at a time, so that what is read again and again stays in the nearer cache.
        const int Block = 256;
        Check(a.Length, rows, d);
        for (var from = 0; from < rows; from += Block)
        {
            var count = Math.Min(Block, rows - from);
            Tiles(new(a[(from * d)..], 1, d, b[(from * n)..], n, count), d, c[..(d * n)], add: true);
        }
    }

    private static void Check(int length, int rows, int columns)
    {
        if (length < (long)rows * columns)
            throw new ArgumentException($"{length} values are fewer than {rows} × {columns}.", nameof(length));
    }

    private static void Tiles(in Factors factors, int m, Span<double> c, bool add)
    {
        var n = factors.Columns;
        if (m == 0 || n == 0)
            return;
        if (factors.B.Length < factors.Inner * n)
            throw new ArgumentException($"{factors.B.Length} values are fewer than {factors.Inner} × {n}.", nameof(factors));
        var whole = n - (n % Width);
        for (var column = 0; column < whole;)
        {
            var two = column + (2 * Width) <= whole;
            for (var row = 0; row < m; row += Rows)
            {
                if (row + Rows > m)
                    Narrow(factors, row, m - row, column, two ? 2 : 1, c, add);
                else if (two)
                    FourByTwo(factors, row, column, ref Unsafe.Add(ref MemoryMarshal.GetReference(c), (row * n) + column), add);
                else
                    Narrow(factors, row, Rows, column, 1, c, add);
            }

            column += two ? 2 * Width : Width;
        }

        for (var row = 0; row < m && whole < n; row++)
            Rest(factors, row, whole, c, add);
    }

    // Eight sums of eight lanes live in registers while the inner index runs.
    private static void FourByTwo(in Factors f, int row, int column, ref double c, bool add)
    {
        ref var a = ref Unsafe.Add(ref MemoryMarshal.GetReference(f.A), row * f.RowStride);
        ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(f.B), column);
        int n = f.Columns, stride = f.RowStride, step = f.InnerStride;
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        if (add)
        {
            (c00, c01) = (Vector512.LoadUnsafe(ref c), Vector512.LoadUnsafe(ref c, Width));
            (c10, c11) = (Vector512.LoadUnsafe(ref c, (nuint)n), Vector512.LoadUnsafe(ref c, (nuint)(n + Width)));
            (c20, c21) = (Vector512.LoadUnsafe(ref c, (nuint)(2 * n)), Vector512.LoadUnsafe(ref c, (nuint)((2 * n) + Width)));
            (c30, c31) = (Vector512.LoadUnsafe(ref c, (nuint)(3 * n)), Vector512.LoadUnsafe(ref c, (nuint)((3 * n) + Width)));
        }

        for (var k = 0; k < f.Inner; k++)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, Width);
            var a0 = Vector512.Create(a);
            var a1 = Vector512.Create(Unsafe.Add(ref a, stride));
            var a2 = Vector512.Create(Unsafe.Add(ref a, 2 * stride));
            var a3 = Vector512.Create(Unsafe.Add(ref a, 3 * stride));
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            c10 = Vector512.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(a1, b1, c11);
            c20 = Vector512.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(a2, b1, c21);
            c30 = Vector512.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(a3, b1, c31);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, n);
        }

        Store(ref c, 0, c00, c01);
        Store(ref c, n, c10, c11);
        Store(ref c, 2 * n, c20, c21);
        Store(ref c, 3 * n, c30, c31);
    }

    private static void Store(ref double c, int offset, Vector512<double> first, Vector512<double> second)
    {
        first.StoreUnsafe(ref c, (nuint)offset);
        second.StoreUnsafe(ref c, (nuint)(offset + Width));
    }

    private static void Narrow(in Factors f, int row, int rows, int column, int vectors, Span<double> c, bool add)
    {
        for (var r = row; r < row + rows; r++)
        {
            for (var v = 0; v < vectors; v++)
            {
                var at = column + (v * Width);
                ref var target = ref c[(r * f.Columns) + at];
                var sum = add ? Vector512.LoadUnsafe(ref target) : Vector512<double>.Zero;
                ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(f.B), at);
                for (var k = 0; k < f.Inner; k++)
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(f.Left(r, k)), Vector512.LoadUnsafe(ref b, (nuint)(k * f.Columns)), sum);
                sum.StoreUnsafe(ref target);
            }
        }
    }

    private static void Rest(in Factors f, int row, int from, Span<double> c, bool add)
    {
        for (var column = from; column < f.Columns; column++)
        {
            ref var target = ref c[(row * f.Columns) + column];
            var sum = add ? target : 0;
            for (var k = 0; k < f.Inner; k++)
                sum = Math.FusedMultiplyAdd(f.Left(row, k), f.B[(k * f.Columns) + column], sum);
            target = sum;
        }
    }

    /// <summary>The two factors; the left one with strides, so that its transpose is the same code.</summary>
    private readonly ref struct Factors(ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, int columns, int inner)
    {
        public readonly ReadOnlySpan<double> A = a;
        public readonly ReadOnlySpan<double> B = b;
        public readonly int RowStride = rowStride;
        public readonly int InnerStride = innerStride;
        public readonly int Columns = columns;
        public readonly int Inner = inner;

        public double Left(int row, int k) => A[(row * RowStride) + (k * InnerStride)];
    }
}
