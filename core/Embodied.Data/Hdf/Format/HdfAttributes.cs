namespace Embodied.Data.Hdf.Format;

/// <summary>The attributes of an object, beside it or, when there are many, in a heap (specification, IV.A.2.m and v).</summary>
internal static class HdfAttributes
{
    /// <summary>All of them; one whose type is not read is left out, so that it does not spoil the others.</summary>
    public static IEnumerable<(string Name, HdfDataset Value)> Read(HdfSource source, HdfObjectHeader header)
    {
        foreach (var body in Bodies(source, header))
        {
            (string Name, HdfDataset Value) attribute;
            try
            {
                attribute = HdfDataset.ReadAttribute(source, body);
            }
            catch (InvalidDataException)
            {
                continue;
            }

            yield return attribute;
        }
    }

    private static IEnumerable<HdfCursor> Bodies(HdfSource source, HdfObjectHeader header)
    {
        foreach (var message in header.All(HdfMessageType.Attribute).Where(m => !m.IsShared))
            yield return HdfGroup.Again(message.Body);
        if (header.Find(HdfMessageType.AttributeInfo) is not { } info)
            yield break;
        var at = HdfGroup.Again(info.Body);
        at.Version(0, "attribute info");
        if ((at.Byte() & 1) != 0)
            at.Skip(2);
        var (heapAt, byName) = (at.Offset(), at.Offset());
        if (heapAt == HdfSource.Undefined)
            yield break;
        var heap = new HdfFractalHeap(source, heapAt);
        foreach (var record in HdfBTree2.Records(source, byName, 8))
            yield return heap.Get(record.Part(8));
    }
}
