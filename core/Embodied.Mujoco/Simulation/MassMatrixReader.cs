using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// Spells out the joint-space inertia. Versions that keep it along the tree of joints (<c>qM</c>: each row holds the velocity itself, then its
/// ancestors up to the root) are read directly; others multiply it with unit vectors.
/// </summary>
internal sealed unsafe class MassMatrixReader
{
    private readonly MujocoFunctions _functions;
    private readonly nint _model;
    private readonly nint _data;
    private readonly int _size;
    private readonly double* _packed;
    private readonly int[] _start;
    private readonly int[] _parent;
    private readonly double[] _unit;
    private readonly double[] _column;

    public MassMatrixReader(MujocoLibrary library, nint model, nint data, int size)
    {
        (_functions, _model, _data, _size) = (library.Functions, model, data, size);
        if (library.Layout.Has("mjData", "qM"))
            _packed = (double*)library.Reader.Pointer(data, "mjData", "qM");
        _start = ModelTables.Ints(library, model, "dof_Madr").ToArray();
        _parent = ModelTables.Ints(library, model, "dof_parentid").ToArray();
        (_unit, _column) = (new double[size], new double[size]);
    }

    public void Read(Span<double> matrix)
    {
        if (_packed == null)
            ReadByProducts(matrix);
        else
            ReadPacked(matrix);
    }

    /// <summary>Column by column, in any version.</summary>
    public void ReadByProducts(Span<double> matrix)
    {
        for (var i = 0; i < _size; i++)
        {
            _unit[i] = 1;
            fixed (double* unit = _unit, column = _column)
                _functions.MultiplyMass(_model, _data, column, unit);
            _unit[i] = 0;
            _column.CopyTo(matrix.Slice(i * _size, _size));
        }
    }

    private void ReadPacked(Span<double> matrix)
    {
        matrix.Clear();
        for (var i = 0; i < _size; i++)
        {
            var at = _start[i];
            for (var j = i; j >= 0; j = _parent[j])
                matrix[(i * _size) + j] = matrix[(j * _size) + i] = _packed[at++];
        }
    }
}
