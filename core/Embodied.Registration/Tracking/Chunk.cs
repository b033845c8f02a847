namespace Embodied.Registration.Tracking;

/// <summary>Frames one chunk keeps, [<paramref name="Start"/>, <paramref name="End"/>), after tracking those from <paramref name="LeadIn"/> on.</summary>
internal readonly record struct Chunk(int LeadIn, int Start, int End)
{
    /// <summary>Cuts a recording into chunks that overlap. Depends on the number of frames only.</summary>
    public static Chunk[] Plan(int frames, RegistrationOptions options)
    {
        var stride = options.ChunkFrames - options.ChunkOverlap;
        var chunks = new List<Chunk>();
        for (var start = 0; ; start += stride)
        {
            // What is left beyond a chunk must be longer than an overlap, else the chunk takes it in.
            var last = frames - start <= options.ChunkFrames + options.ChunkOverlap;
            chunks.Add(new(Math.Max(0, start - options.ChunkLeadIn), start, last ? frames : start + options.ChunkFrames));
            if (last)
                return [.. chunks];
        }
    }
}
