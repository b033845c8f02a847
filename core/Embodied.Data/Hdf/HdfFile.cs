using System.Diagnostics.CodeAnalysis;
using System.Text;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Sdk.Errors;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace Embodied.Data.Hdf;

/// <summary>
/// An HDF5 file open for reading. Whatever the library underneath throws at a damaged file arrives as an <see cref="InputException"/> that names
/// the dataset, and nothing is allocated that the file could not fill.
/// </summary>
internal sealed class HdfFile : IDisposable
{
    /// <summary>Deflate cannot do better than this (zlib, technical details: 1032:1).</summary>
    private const long BestDeflateRatio = 1032;

    private readonly FileStream _stream;
    private readonly NativeFile _file;
    private readonly Dictionary<string, IH5Object> _referenced = new(StringComparer.Ordinal);

    static HdfFile() => H5Filter.Register(new LzfFilter());

    private HdfFile(string path, FileStream stream, NativeFile file) => (Path, _stream, _file) = (path, stream, file);

    public string Path { get; }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the content is HDF5. The signature may follow a user block of 512, 1024, 2048… bytes (HDF5 file format 3.0, II.A).</summary>
    public static bool Recognizes(string path)
    {
        var head = InputFile.Head(path, 1 << 14);
        for (var start = 0; start + 8 <= head.Length; start = start == 0 ? 512 : start * 2)
        {
            if (head.AsSpan(start, 8).SequenceEqual(Signature))
                return true;
        }

        return false;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">Missing, no HDF5 file, or damaged at its root.</exception>
    public static HdfFile Open(string path)
    {
        var stream = InputFile.Open(path);
        try
        {
            if (!Recognizes(path))
                throw new InputException(path, "is no HDF5 file: the signature is missing.", "Check that the file is what its name says.");
            var file = Guard(path, () => H5File.Open(stream, leaveOpen: true));
            return new(path, stream, file);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    /// <summary>Where an object is, for messages.</summary>
    public string Place(string name) => $"{Path}:/{name.TrimStart('/')}";

    public bool IsGroup(string name) => TryGet(name, out var found) && found is IH5Group;

    public bool IsDataset(string name) => TryGet(name, out var found) && found is IH5Dataset;

    /// <summary>Names of what a group holds, in the file's order.</summary>
    public IReadOnlyList<string> Children(string group) =>
        Guard(Place(group), () => Get(group) is IH5Group g ? g.Children().Select(c => c.Name).ToArray() : throw Missing(group, "group"));

    /// <summary>Sizes of a dataset.</summary>
    public int[] Shape(string dataset) => Guard(Place(dataset), () => Sizes(Dataset(dataset).Space, Place(dataset)));

    /// <summary>Numbers of any width as doubles.</summary>
    public NdArray Numbers(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var data = Dataset(dataset);
            var shape = Sizes(data.Space, place);
            Fits(shape, data.Type.Size, place);
            return new NdArray(HdfNumbers.Read(data, place), shape);
        });
    }

    /// <summary>Reads a dataset or its attributes in a way of the caller's own, with the errors of this class.</summary>
    public T Within<T>(string dataset, Func<IH5Dataset, T> read) => Guard(Place(dataset), () => read(Dataset(dataset)));

    /// <summary>Texts, fixed or variable length; characters stored as bytes give one text.</summary>
    public string[] Texts(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var data = Dataset(dataset);
            Fits(Sizes(data.Space, place), Math.Max(1, data.Type.Size), place);
            return data.Type.Class switch
            {
                H5DataTypeClass.FixedPoint when data.Type.Size == 1 => [Encoding.UTF8.GetString(data.Read<byte[]>())],
                H5DataTypeClass.String or H5DataTypeClass.VariableLength => ReadTexts(data),
                var other => throw new InputException(place, $"holds {other}; expected text.", "Check which dataset holds the names."),
            };
        });
    }

    /// <summary>A text attribute of a group or dataset, or null.</summary>
    public string? Text(string name, string attribute) => Attribute(name, attribute, a => a.Type.Class switch
    {
        H5DataTypeClass.String or H5DataTypeClass.VariableLength => a.Space.Rank == 0 ? a.Read<string>() : a.Read<string[]>().FirstOrDefault(),
        H5DataTypeClass.FixedPoint when a.Type.Size == 1 => Encoding.UTF8.GetString(a.Read<byte[]>()),
        _ => null,
    });

    /// <summary>A number in an attribute, or null.</summary>
    public double? Number(string name, string attribute) => Attribute(name, attribute,
        a => HdfNumbers.Read(a, $"{Place(name)}@{attribute}") is [var first, ..] ? first : (double?)null);

    /// <summary>Follows the object references in a dataset to the paths they mean.</summary>
    public string[] References(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var data = Dataset(dataset);
            Fits(Sizes(data.Space, place), 8, place);
            return data.Read<NativeObjectReference1[]>().Select((r, i) => Register(dataset, i, _file.Get(r))).ToArray();
        });
    }

    // A referenced object needs a name to be asked for: dataset#index.
    private string Register(string dataset, int index, IH5Object target)
    {
        var name = $"{dataset}#{index}";
        _referenced[name] = target;
        return name;
    }

    private static string[] ReadTexts(IH5Dataset data) => data.Space.Rank == 0 ? [data.Read<string>()] : data.Read<string[]>();

    private T? Attribute<T>(string name, string attribute, Func<IH5Attribute, T?> read) => Guard($"{Place(name)}@{attribute}", () =>
    {
        var target = Get(name);
        if (target is null || !target.AttributeExists(attribute))
            return default;
        var found = target.Attribute(attribute);
        Fits(Sizes(found.Space, Place(name)), Math.Max(1, found.Type.Size), $"{Place(name)}@{attribute}");
        return read(found);
    });

    private IH5Dataset Dataset(string name) => Get(name) as IH5Dataset ?? throw Missing(name, "dataset");

    private InputException Missing(string name, string kind) =>
        new(Place(name), $"there is no such {kind}.", "Check that the file is of the format you named, and complete.");

    private bool TryGet(string name, [NotNullWhen(true)] out IH5Object? found)
    {
        found = Guard(Place(name), () => Get(name));
        return found is not null;
    }

    private IH5Object? Get(string name)
    {
        IH5Object at = _file;
        var walked = "";
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            walked = walked.Length == 0 ? part : $"{walked}/{part}";
            if (_referenced.TryGetValue(walked, out var referenced))
                at = referenced;
            else if (at is IH5Group group && group.LinkExists(part))
                at = group.Get(part);
            else
                return null;
        }

        return at;
    }

    private static int[] Sizes(IH5Dataspace space, string place)
    {
        if (space.Type == H5DataspaceType.Null)
            return [0];
        var count = 1.0;
        foreach (var size in space.Dimensions)
            count *= size;
        return count <= Array.MaxLength ? [.. space.Dimensions.Select(d => checked((int)d))]
            : throw new InputException(place, $"declares {count:g3} values; at most {Array.MaxLength} are read at once.", "The file is damaged, or must be split.");
    }

    private void Fits(int[] shape, int width, string place)
    {
        var bytes = shape.Aggregate((long)width, (n, size) => n * size);
        if (bytes / BestDeflateRatio > _stream.Length)
            throw new InputException(place, $"declares {NdArray.Describe(shape)}, {bytes} bytes, in a file of {_stream.Length} bytes.",
                "The file is truncated or damaged: copy it again.");
    }

    private static T Guard<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException)
        {
            throw;
        }
        catch (Exception e)
        {
            // The library answers damage with exceptions of every kind, out of memory among them when a damaged field is a size.
            throw new InputException(place, $"cannot be read: {e.Message}", "The file is truncated or damaged, or uses an HDF5 feature that is not supported.", e);
        }
    }
}
