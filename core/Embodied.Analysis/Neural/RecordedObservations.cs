using Embodied.Sdk.Assays;

namespace Embodied.Analysis.Neural;

/// <summary>What the controller saw in each frame of a recording.</summary>
internal static class RecordedObservations
{
    /// <summary>Observations, [frames × size], the channels in recorded order; null when those recorded are not of that size.</summary>
    public static float[]? Of(NeuralStudy study, int size)
    {
        var channels = study.Recording.Channels.Where(c => c.Time is not null && c.Shape[0] == study.Frames && c.Name.StartsWith(AssayChannels.Observation(""), StringComparison.Ordinal)).ToArray();
        if (channels.Sum(c => c.Values.Length / study.Frames) != size)
            return null;
        var (all, column) = (new float[(long)study.Frames * size], 0);
        foreach (var channel in channels)
        {
            var width = channel.Values.Length / study.Frames;
            for (var frame = 0; frame < study.Frames; frame++)
                for (var j = 0; j < width; j++)
                    all[(frame * size) + column + j] = (float)channel.Values[(frame * width) + j];
            column += width;
        }

        return all;
    }
}
