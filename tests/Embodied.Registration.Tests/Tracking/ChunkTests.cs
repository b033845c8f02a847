using CsCheck;
using Embodied.Registration.Tracking;

namespace Embodied.Registration.Tests.Tracking;

public sealed class ChunkTests
{
    [Fact]
    public void ChunksCoverEveryFrameAndShareExactlyOneOverlap() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Int[2, 40], Gen.Int[1, 200], Gen.Int[0, 30]).Sample((frames, overlap, more, lead) =>
        {
            var options = new RegistrationOptions { ChunkOverlap = overlap, ChunkFrames = (2 * overlap) + more, ChunkLeadIn = lead };
            var chunks = Chunk.Plan(frames, options);
            Assert.Equal(0, chunks[0].Start);
            Assert.Equal(frames, chunks[^1].End);
            for (var i = 1; i < chunks.Length; i++)
            {
                Assert.Equal(chunks[i - 1].End, chunks[i].Start + overlap);
                Assert.True(chunks[i].End > chunks[i - 1].End);
                Assert.Equal(Math.Max(0, chunks[i].Start - lead), chunks[i].LeadIn);
            }
        });

    [Fact]
    public void TheBlendRunsFromOneChunkToTheOther()
    {
        Assert.Equal(0, PoseBlend.Share(0, 25), 1e-4);
        Assert.Equal(0.5, PoseBlend.Share(12, 25), 1e-12);
        Assert.Equal(1, PoseBlend.Share(24, 25), 1e-4);
    }
}
