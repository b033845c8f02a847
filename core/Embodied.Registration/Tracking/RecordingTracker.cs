using Embodied.Registration.Solving;
using Embodied.Sdk.Progress;

namespace Embodied.Registration.Tracking;

/// <summary>Poses of a whole recording: chunks in parallel, blended where they overlap, gaps filled.</summary>
internal sealed class RecordingTracker(BodyBinding body, FrameReader reader, SolverPool pool, PoseTracker tracker, RegistrationOptions options)
{
    private readonly int _nq = body.Rest.Length;

    /// <summary>[frames × positions].</summary>
    public double[] Poses { get; } = new double[reader.Frames * body.Rest.Length];

    /// <summary>Whether each frame was solved rather than filled in.</summary>
    public bool[] Solved { get; } = new bool[reader.Frames];

    /// <summary>Tracks everything.</summary>
    public void Run(IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var chunks = Chunk.Plan(reader.Frames, options);
        var heads = new double[chunks.Length][];
        long done = 0;
        pool.Run(chunks.Length, (solver, c) =>
        {
            heads[c] = new double[c == 0 ? 0 : options.ChunkOverlap * _nq];
            tracker.Track(solver, chunks[c], (frame, pose) => Keep(chunks[c].Start, heads[c], frame, pose), cancel);
            var total = Interlocked.Add(ref done, chunks[c].End - chunks[c].Start - (c == 0 ? 0 : options.ChunkOverlap));
            progress?.Report(new WorkProgress("registering", total, reader.Frames));
        });
        for (var c = 1; c < chunks.Length; c++)
            Blend(chunks[c].Start, heads[c]);
        GapFilling.Fill(body, Poses, Solved);
        for (var frame = 1; frame < reader.Frames; frame++)
            PoseBlend.AlignSigns(body, Poses.AsSpan((frame - 1) * _nq, _nq), Poses.AsSpan(frame * _nq, _nq));
    }

    /// <summary>The first frames of a chunk go beside the tail of the chunk before, which owns those frames.</summary>
    private void Keep(int start, double[] head, int frame, double[] pose)
    {
        var index = (frame - start) * _nq;
        if (index < head.Length)
        {
            pose.CopyTo(head, index);
            return;
        }
        pose.CopyTo(Poses, frame * _nq);
        Solved[frame] = true;
    }

    private void Blend(int start, double[] head)
    {
        for (var i = 0; i < options.ChunkOverlap; i++)
        {
            if (!Solved[start + i])
                continue;
            var pose = Poses.AsSpan((start + i) * _nq, _nq);
            PoseBlend.Mix(body, pose, head.AsSpan(i * _nq, _nq), PoseBlend.Share(i, options.ChunkOverlap), pose);
        }
    }
}
