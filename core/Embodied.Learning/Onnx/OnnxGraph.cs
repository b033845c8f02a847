using System.Buffers.Binary;

namespace Embodied.Learning.Onnx;

/// <summary>
/// Collects the nodes of an ONNX graph and writes the model. Values are named by what makes them; field numbers are those of onnx.proto
/// (github.com/onnx/onnx, IR version 8, operator set 17).
/// </summary>
internal sealed class OnnxGraph(string name)
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int FloatType = 1;
    private const int IntegerType = 7;
    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    private readonly List<Action<ProtobufWriter>> _nodes = [];
    private readonly List<Action<ProtobufWriter>> _constants = [];
    private readonly List<Action<ProtobufWriter>> _inputs = [];
    private readonly List<Action<ProtobufWriter>> _outputs = [];

    /// <summary>Declares an input [batch × size].</summary>
    public string Input(string value, int size, string about)
    {
        _inputs.Add(w => ValueInfo(w, value, size, about));
        return value;
    }

    /// <summary>Gives a value out under a name of its own, [batch × size].</summary>
    public void Output(string value, string given, int size, string about)
    {
        Add("Identity", given, [value]);
        _outputs.Add(w => ValueInfo(w, given, size, about));
    }

    /// <summary>A constant tensor.</summary>
    public string Constant(string value, ReadOnlySpan<float> numbers, params long[] size)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        _constants.Add(w => Tensor(w, value, FloatType, bytes, size));
        return value;
    }

    /// <summary>Columns from first to end of [batch × columns].</summary>
    public string Slice(string result, string value, int first, int end)
    {
        string Bound(string which, long number)
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            _constants.Add(w => Tensor(w, $"{result}.{which}", IntegerType, bytes, [1]));
            return $"{result}.{which}";
        }

        return Add("Slice", result, [value, Bound("first", first), Bound("end", end), Bound("axis", 1)]);
    }

    /// <summary>The numbers in another form; one size may be −1.</summary>
    public string Reshape(string result, string value, params long[] sizes)
    {
        var bytes = new byte[sizes.Length * sizeof(long)];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), sizes[i]);
        _constants.Add(w => Tensor(w, $"{result}.sizes", IntegerType, bytes, [sizes.Length]));
        return Add("Reshape", result, [value, $"{result}.sizes"]);
    }

    /// <summary>Dimensions in another order.</summary>
    public string Transpose(string result, string value, params long[] order) => Node("Transpose", result, [value], [("perm", order)]);

    /// <summary>Filters over images [batch × channels × height × width].</summary>
    public string Convolve(string result, string image, string filters, string bias, int kernel, int stride, int padding) => Node(
        "Conv", result, [image, filters, bias], [("kernel_shape", [kernel, kernel]), ("strides", [stride, stride]), ("pads", [padding, padding, padding, padding])]);

    /// <summary>x Wᵀ + b for W [outputs × inputs].</summary>
    public string Dense(string result, string x, string weight, string bias) => Add("Gemm", result, [x, weight, bias], ("transB", 1));

    /// <summary>Side by side.</summary>
    public string Concat(string result, params string[] values) => Add("Concat", result, values, ("axis", 1));

    /// <summary>An operator with whole-number attributes.</summary>
    public string Add(string type, string result, string[] arguments, params (string Name, long Value)[] attributes) =>
        Node(type, result, arguments, [], attributes);

    private string Node(string type, string result, string[] arguments, (string Name, long[] Values)[] lists, params (string Name, long Value)[] attributes)
    {
        _nodes.Add(w =>
        {
            foreach (var argument in arguments)
                w.Text(1, argument);
            w.Text(2, result);
            w.Text(3, $"{result}:{type}");
            w.Text(4, type);
            foreach (var (key, value) in attributes)
                w.Message(5, a => Attribute(a, key, IntegerAttribute, v => v.Integer(3, value)));
            foreach (var (key, values) in lists)
            {
                w.Message(5, a => Attribute(a, key, IntegersAttribute, v =>
                {
                    foreach (var value in values)
                        v.Integer(8, value);
                }));
            }

            if (type == "Elu")
                w.Message(5, a => Attribute(a, "alpha", FloatAttribute, v => v.Number(2, 1)));
        });
        return result;
    }

    /// <summary>The model as a file's bytes.</summary>
    public byte[] Write(string producerVersion, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "embodied");
        model.Text(3, producerVersion);
        model.Message(7, graph =>
        {
            All(graph, 1, _nodes);
            graph.Text(2, name);
            All(graph, 5, _constants);
            All(graph, 11, _inputs);
            All(graph, 12, _outputs);
        });
        model.Message(8, set =>
        {
            set.Text(1, "");
            set.Integer(2, OperatorSet);
        });
        foreach (var (key, value) in metadata)
        {
            model.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, value);
            });
        }

        return model.ToArray();
    }

    private static void All(ProtobufWriter writer, int field, List<Action<ProtobufWriter>> messages)
    {
        foreach (var message in messages)
            writer.Message(field, message);
    }

    private static void Attribute(ProtobufWriter writer, string key, int type, Action<ProtobufWriter> value)
    {
        writer.Text(1, key);
        value(writer);
        writer.Integer(20, type);
    }

    private static void Tensor(ProtobufWriter writer, string value, int type, byte[] bytes, long[] size)
    {
        foreach (var dimension in size)
            writer.Integer(1, dimension);
        writer.Integer(2, type);
        writer.Text(8, value);
        writer.Bytes(9, bytes);
    }

    private static void ValueInfo(ProtobufWriter writer, string value, int size, string about)
    {
        writer.Text(1, value);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, FloatType);
            tensor.Message(2, shape =>
            {
                shape.Message(1, batch => batch.Text(2, "batch"));
                shape.Message(1, columns => columns.Integer(1, size));
            });
        }));
        writer.Text(3, about);
    }
}
