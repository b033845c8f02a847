using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Data.Hdf.Format;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Hdf;

/// <summary>
/// An HDF5 file open for reading. Damage of any kind arrives as an <see cref="InputException"/> that names the dataset, links are followed without running in
/// circles, and nothing is allocated that the file could not fill.
/// </summary>
internal sealed class HdfFile : IDisposable
{
    private const int MostLinksInARow = 32;

    private readonly FileStream _stream;
    private readonly HdfSource _source;
    private readonly HdfGlobalHeap _heap;
    private readonly long _root;
    private readonly Dictionary<string, HdfNode> _referenced = new(StringComparer.Ordinal);
    private readonly Dictionary<long, HdfObjectHeader> _headers = [];
    private readonly Dictionary<long, Dictionary<string, HdfLink>> _links = [];
    private readonly Dictionary<long, Dictionary<string, HdfDataset>> _attributes = [];
    private readonly Dictionary<string, HdfFile> _others = new(StringComparer.Ordinal);

    private HdfFile(string path, FileStream stream, HdfSource source, long root) => (Path, _stream, _source, _root, _heap) = (path, stream, source, root, new(source));

    public string Path { get; }

    /// <summary>Whether the content is HDF5.</summary>
    public static bool Recognizes(string path) => HdfSuperblock.Find(path) >= 0;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">Missing, no HDF5 file, or damaged at its root.</exception>
    public static HdfFile Open(string path)
    {
        var stream = InputFile.Open(path);
        try
        {
            var start = HdfSuperblock.Find(path);
            if (start < 0)
                throw new InputException(path, "is no HDF5 file: the signature is missing.", "Check that the file is what its name says.");
            var source = new HdfSource(stream);
            var file = Guard(path, () => new HdfFile(path, stream, source, HdfSuperblock.Read(source, start)));
            Guard(path, () => file.Links(new(file, file._root)));
            return file;
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
        foreach (var other in _others.Values)
            other.Dispose();
        _stream.Dispose();
    }

    /// <summary>Where an object is, for messages.</summary>
    public string Place(string name) => $"{Path}:/{name.TrimStart('/')}";

    public bool IsGroup(string name) => Guard(Place(name), () => Get(name) is { } found && HdfGroup.Is(found.Header));

    public bool IsDataset(string name) => Guard(Place(name), () => Get(name) is { } found && HdfDataset.Is(found.Header));

    /// <summary>Names of what a group holds, in the file's order.</summary>
    public IReadOnlyList<string> Children(string group) =>
        Guard<IReadOnlyList<string>>(Place(group), () => Get(group) is { } g && HdfGroup.Is(g.Header) ? [.. g.File.Links(g).Keys] : throw Missing(group, "group"));

    /// <summary>What a link to another file names, where one lies on the way to an object that is not found; null otherwise.</summary>
    public string? LinkedFile(string name) => Guard(Place(name), () =>
    {
        var cut = name.TrimEnd('/').LastIndexOf('/');
        return Get(cut < 0 ? "" : name[..cut]) is { } parent && HdfGroup.Is(parent.Header) && parent.File.Links(parent).TryGetValue(name[(cut + 1)..], out var link) ? link.File : null;
    });

    /// <summary>Sizes of a dataset.</summary>
    public int[] Shape(string dataset) => Guard(Place(dataset), () => Sizes(Dataset(dataset).Space, Place(dataset)));

    /// <summary>Numbers of any width and byte order as doubles.</summary>
    public NdArray Numbers(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var data = Dataset(dataset);
            var shape = Sizes(data.Space, place);
            Fits(data, place);
            return new NdArray(HdfNumbers.Read(data, place), shape);
        });
    }

    /// <summary>Reads rows of a dataset, without the rest where the file allows it.</summary>
    /// <returns>Takes the first row and a block of whole rows to fill with the bytes as stored.</returns>
    public Action<int, Memory<byte>> Rows(string dataset)
    {
        var place = Place(dataset);
        var data = Guard(place, () => Dataset(dataset));
        Fits(data, place);
        return (first, rows) => Guard(place, () =>
        {
            data.ReadRows(first, rows);
            return true;
        });
    }

    /// <summary>The same for small whole numbers.</summary>
    /// <returns>Takes the first row and a block of whole rows to fill.</returns>
    public Action<int, Memory<byte>> ByteRows(string dataset)
    {
        var place = Place(dataset);
        var data = Guard(place, () => Dataset(dataset));
        if (data.Type is not { Class: HdfClass.Integer, Size: 1 })
            throw new InputException(place, $"holds {data.Type.Class.ToString().ToLowerInvariant()} of {data.Type.Size} bytes; expected bytes.", "Check which dataset holds the values.");
        return Rows(dataset);
    }

    /// <summary>Texts, fixed or variable length; characters stored as bytes give one text.</summary>
    public string[] Texts(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var (node, data) = (Get(dataset), Dataset(dataset));
            Sizes(data.Space, place);
            Fits(data, place);
            return HdfTexts.Read(data, node!.File._heap, node.File._source.OffsetSize, place);
        });
    }

    /// <summary>A text attribute of a group or dataset, or null.</summary>
    public string? Text(string name, string attribute) => Attribute(name, attribute, (file, a, place) =>
        a.Type is { Class: HdfClass.Text } or { Class: HdfClass.Sequence, IsText: true } or { Class: HdfClass.Integer, Size: 1 }
            ? HdfTexts.Read(a, file._heap, file._source.OffsetSize, place).FirstOrDefault()
            : null);

    /// <summary>All texts of an attribute, or null.</summary>
    public string[]? TextsOf(string name, string attribute) => Attribute(name, attribute, (file, a, place) => HdfTexts.Read(a, file._heap, file._source.OffsetSize, place));

    /// <summary>All numbers of an attribute, or null.</summary>
    public double[]? NumbersOf(string name, string attribute) => Attribute(name, attribute, (_, a, place) => HdfNumbers.Read(a, place));

    /// <summary>A number in an attribute, or null.</summary>
    public double? Number(string name, string attribute) => Attribute(name, attribute, (_, a, place) => HdfNumbers.Read(a, place) is [var first, ..] ? first : (double?)null);

    /// <summary>Follows the object references in a dataset to the paths they mean.</summary>
    public string[] References(string dataset)
    {
        var place = Place(dataset);
        return Guard(place, () =>
        {
            var (node, data) = (Get(dataset), Dataset(dataset));
            Sizes(data.Space, place);
            Fits(data, place);
            if (data.Type.Class != HdfClass.Reference || data.Type.Size != node!.File._source.OffsetSize)
                throw new InputException(place, $"holds {data.Type.Class.ToString().ToLowerInvariant()} of {data.Type.Size} bytes; expected references to objects.", "Check which dataset holds them.");
            return data.Read().Chunk(data.Type.Size).Select((r, i) => Register(dataset, i, new(node.File, new HdfCursor(r, r.Length, 8).Offset()))).ToArray();
        });
    }

    // A referenced object needs a name to be asked for: dataset#index.
    private string Register(string dataset, int index, HdfNode target)
    {
        var name = $"{dataset.Trim('/')}#{index}";
        _referenced[name] = target;
        return name;
    }

    private T? Attribute<T>(string name, string attribute, Func<HdfFile, HdfDataset, string, T?> read) => Guard($"{Place(name)}@{attribute}", () =>
        Get(name) is { } target && target.File.Attributes(target).TryGetValue(attribute, out var found) ? read(target.File, found, $"{Place(name)}@{attribute}") : default);

    private HdfDataset Dataset(string name) =>
        Get(name) is { } found && HdfDataset.Is(found.Header) ? new(found.File._source, found.Header) : throw Missing(name, "dataset");

    private InputException Missing(string name, string kind) => LinkedFile(name) is { } file
        ? new(Place(name), $"is in another file, '{file}', which is not there.", "Copy that file beside this one.")
        : new(Place(name), $"there is no such {kind}.", "Check that the file is of the format you named, and complete.");

    private HdfNode? Get(string name)
    {
        var left = MostLinksInARow;
        return Walk(new(this, _root), name, ref left);
    }

    // Soft links are paths that are walked in turn; `left` is how many may still be.
    private HdfNode? Walk(HdfNode at, string name, ref int left)
    {
        var walked = "";
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            walked = walked.Length == 0 ? part : $"{walked}/{part}";
            if (_referenced.TryGetValue(walked, out var referenced))
                at = referenced;
            else if (HdfGroup.Is(at.Header) && at.File.Links(at).TryGetValue(part, out var link) && at.File.Follow(at, link, ref left) is { } next)
                at = next;
            else
                return null;
        }

        return at;
    }

    private HdfNode? Follow(HdfNode group, HdfLink link, ref int left)
    {
        if (link.Address != HdfSource.Undefined)
            return new(this, link.Address);
        if (link.Path is null)
            return null;
        if (--left < 0)
            throw new InvalidDataException($"more than {MostLinksInARow} links lead from one to the next: they go in a circle");
        if (link.File is { } file)
        {
            var path = NeighbourFile.Resolve(_source.Folder, file);
            if (!File.Exists(path))
                return null;
            if (!_others.TryGetValue(path, out var other))
                _others[path] = other = Open(path);
            return other.Walk(new(other, other._root), link.Path, ref left);
        }

        return Walk(link.Path.StartsWith('/') ? new(this, _root) : group, link.Path, ref left);
    }

    private Dictionary<string, HdfLink> Links(HdfNode group)
    {
        if (_links.TryGetValue(group.Address, out var links))
            return links;
        links = new(StringComparer.Ordinal);
        foreach (var link in HdfGroup.Links(_source, group.Header))
            links[link.Name] = link;
        return _links[group.Address] = links;
    }

    private Dictionary<string, HdfDataset> Attributes(HdfNode node)
    {
        if (_attributes.TryGetValue(node.Address, out var attributes))
            return attributes;
        attributes = new(StringComparer.Ordinal);
        foreach (var (name, value) in HdfAttributes.Read(_source, node.Header))
            attributes[name] = value;
        return _attributes[node.Address] = attributes;
    }

    private HdfObjectHeader Header(long address)
    {
        if (!_headers.TryGetValue(address, out var header))
            _headers[address] = header = HdfObjectHeader.Read(_source, address);
        return header;
    }

    private static int[] Sizes(HdfSpace space, string place)
    {
        if (space.IsNull)
            return [0];
        return space.Count <= Array.MaxLength ? [.. space.Sizes.Select(d => checked((int)d))]
            : throw new InputException(place, $"declares {space.Count:g3} values; at most {Array.MaxLength} are read at once.", "The file is damaged, or must be split.");
    }

    private void Fits(HdfDataset data, string place)
    {
        if (data.ByteCount / ReadBudget.BestDeflateRatio > _stream.Length)
            throw new InputException(place, $"declares {NdArray.Describe(Sizes(data.Space, place))}, {data.ByteCount:0} bytes, in a file of {_stream.Length} bytes.",
                "The file is truncated or damaged: copy it again.");
        ReadBudget.RequireUnpacked(place, _stream.Length, data.ByteCount);
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
            throw new InputException(place, $"cannot be read: {e.Message.TrimEnd('.')}.", "The file is truncated or damaged, or uses an HDF5 feature that is not supported.", e);
        }
    }

    /// <summary>An object of a file.</summary>
    private sealed record HdfNode(HdfFile File, long Address)
    {
        public HdfObjectHeader Header => File.Header(Address);
    }
}
