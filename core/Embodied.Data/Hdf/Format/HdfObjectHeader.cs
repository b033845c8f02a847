namespace Embodied.Data.Hdf.Format;

/// <summary>One message of an object header.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Flags">Bit 1: the message lies elsewhere and is shared.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record HdfMessage(HdfMessageType Type, int Flags, HdfCursor Body)
{
    public bool IsShared => (Flags & 2) != 0;
}

/// <summary>The messages that are read (specification, IV.A.2).</summary>
internal enum HdfMessageType
{
    Nil = 0x00,
    Space = 0x01,
    LinkInfo = 0x02,
    Type = 0x03,
    OldFill = 0x04,
    Fill = 0x05,
    Link = 0x06,
    External = 0x07,
    Layout = 0x08,
    Filters = 0x0B,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>The messages that say what an object is (specification, IV.A.1), continuations followed.</summary>
internal sealed class HdfObjectHeader
{
    // An attribute is a message, too: some files have thousands. A circle of continuations is stopped by its addresses.
    private const int MostMessages = 100_000;
    private const int MostBlocks = 4096;
    private readonly List<HdfMessage> _messages = [];

    private readonly bool _follows;

    private HdfObjectHeader(long address, bool follows) => (Address, _follows) = (address, follows);

    public long Address { get; }

    public IEnumerable<HdfMessage> All(HdfMessageType type) => _messages.Where(m => m.Type == type);

    public HdfMessage? Find(HdfMessageType type) => _messages.Find(m => m.Type == type);

    public static HdfObjectHeader Read(HdfSource source, long address) => Read(source, address, follows: true);

    /// <summary>The message of a type in another object, which must lie there itself: sharing does not go on.</summary>
    public static HdfMessage Resolve(HdfSource source, HdfMessageType type, long address) =>
        Read(source, address, follows: false).Find(type) is { IsShared: false } found ? found : throw new InvalidDataException($"the object at {address} has no {type} to share");

    private static HdfObjectHeader Read(HdfSource source, long address, bool follows)
    {
        var header = new HdfObjectHeader(address, follows);
        var blocks = new Queue<(long Address, long Length)>();
        var start = source.ReadUpTo(address, 64);
        if (start.Left >= 4 && start.Take(4).SequenceEqual("OHDR"u8))
            header.ReadNew(source, address, start, blocks);
        else
            header.ReadOld(source, address, blocks);
        return header;
    }

    private void ReadOld(HdfSource source, long address, Queue<(long Address, long Length)> blocks)
    {
        var prefix = source.Read(address, 12);
        if (prefix.Byte() != 1)
            throw new InvalidDataException($"there is no object header at {address}");
        prefix.Skip(1 + 2 + 4);
        blocks.Enqueue((address + 16, prefix.UInt32()));
        foreach (var block in Walk(blocks))
        {
            var at = source.Read(block.Address, block.Length);
            while (at.Left >= 8)
            {
                var (type, size, flags) = (at.UInt16(), at.UInt16(), at.Byte());
                at.Skip(3);
                Add(source, type, flags, at.Part(size), blocks);
            }
        }
    }

    private void ReadNew(HdfSource source, long address, HdfCursor start, Queue<(long Address, long Length)> blocks)
    {
        if (start.Byte() != 2)
            throw new InvalidDataException($"the object header at {address} has an unknown version");
        var flags = start.Byte();
        start.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        var size = start.Unsigned(1 << (flags & 3));
        var first = address + start.Position;
        ReadMessages(source, source.Read(first, size), flags, blocks);
        foreach (var block in Walk(blocks))
        {
            var at = source.Read(block.Address, block.Length);
            at.Signature("OCHK");
            ReadMessages(source, at.Part(at.Left - 4), flags, blocks);
        }
    }

    private void ReadMessages(HdfSource source, HdfCursor at, int headerFlags, Queue<(long Address, long Length)> blocks)
    {
        var prefix = 4 + ((headerFlags & 4) != 0 ? 2 : 0);
        while (at.Left >= prefix)
        {
            var (type, size, flags) = (at.Byte(), at.UInt16(), at.Byte());
            at.Skip(prefix - 4);
            // What is left may be a gap that is too small for a message.
            if (type == 0 && size > at.Left)
                return;
            Add(source, type, flags, at.Part(size), blocks);
        }
    }

    private void Add(HdfSource source, int type, int flags, HdfCursor body, Queue<(long Address, long Length)> blocks)
    {
        if ((HdfMessageType)type == HdfMessageType.Continuation)
        {
            blocks.Enqueue((body.Offset(), body.Length()));
            return;
        }

        if (_messages.Count >= MostMessages)
            throw new InvalidDataException($"the object at {Address} has more than {MostMessages} messages");
        if (!Enum.IsDefined((HdfMessageType)type))
            return;
        var message = new HdfMessage((HdfMessageType)type, flags, body);
        _messages.Add(_follows && message.IsShared && message.Type != HdfMessageType.Attribute ? Shared(source, message) : message);
    }

    // A committed datatype: the message lies in the header of another object.
    private HdfMessage Shared(HdfSource source, HdfMessage message)
    {
        var at = message.Body;
        var version = at.Version(3, "a shared message");
        var kind = at.Byte();
        if (version == 1)
            at.Skip(6);
        if (version == 3 && kind == 1)
            throw new InvalidDataException("a message lies in the heap of shared messages, which is not read");
        return Resolve(source, message.Type, at.Offset());
    }

    private static IEnumerable<(long Address, long Length)> Walk(Queue<(long Address, long Length)> blocks)
    {
        var seen = new HashSet<long>();
        while (blocks.TryDequeue(out var block))
        {
            if (!seen.Add(block.Address) || seen.Count > MostBlocks)
                throw new InvalidDataException("the blocks of an object header go in a circle");
            yield return block;
        }
    }
}
