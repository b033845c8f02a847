using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;

namespace Embodied.Analysis.Neurons;

/// <summary>What analyses of neurons have in common.</summary>
internal static class NeuronStudies
{
    /// <summary>The sessions of a request, by name.</summary>
    /// <exception cref="InputException">There are none, or one holds no spikes.</exception>
    public static NeuralStudy[] Read(AnalysisRequest request, string analysis) => request.Recordings.Count > 0
        ? [.. request.Recordings.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => StudyReader.Read(r.Value))]
        : throw new InputException($"analysis '{analysis}'", "got no recordings", "Give a recording with spikes, or a recording and spikes.");

    /// <summary>Counts of one unit.</summary>
    public static double[] Counts(NeuralStudy study, int unit) => [.. Enumerable.Range(0, study.Frames).Select(f => (double)study.Counts[(f * study.Units.Count) + unit])];

    /// <summary>Sums over a centred window of frames that does not leave its stretch, per frame [frames × units], and how many frames each window had.</summary>
    public static (double[] Sums, int[] Lengths) Windowed(NeuralStudy study, int half)
    {
        var units = study.Units.Count;
        var (sums, lengths) = (new double[study.Frames * units], new int[study.Frames]);
        foreach (var epoch in study.Epochs)
        {
            for (var f = epoch.Start; f < epoch.End; f++)
            {
                var (from, to) = (Math.Max(epoch.Start, f - half), Math.Min(epoch.End, f + half + 1));
                lengths[f] = to - from;
                for (var g = from; g < to; g++)
                    for (var u = 0; u < units; u++)
                        sums[(f * units) + u] += study.Counts[(g * units) + u];
            }
        }

        return (sums, lengths);
    }

    /// <summary>The frame from which values are taken when they are shifted against the neurons: the end comes back at the begin.</summary>
    public static int Shifted(int frame, int by, int frames) => (frame + by) % frames;

    /// <summary>Stretches of one behaviour without a gap, at least one frame.</summary>
    public static IEnumerable<(int Behaviour, RowRange Rows)> Bouts(NeuralStudy study)
    {
        foreach (var epoch in study.Epochs)
        {
            for (var from = epoch.Start; from < epoch.End;)
            {
                var to = from;
                while (to < epoch.End && study.Behaviour![to] == study.Behaviour[from])
                    to++;
                yield return (study.Behaviour![from], new(from, to));
                from = to;
            }
        }
    }

    /// <summary>False discovery rates of p-values (Benjamini and Hochberg 1995), in the order given.</summary>
    public static double[] Adjusted(IReadOnlyList<double> p)
    {
        int[] order = [.. Enumerable.Range(0, p.Count).OrderByDescending(i => p[i])];
        var (adjusted, least) = (new double[p.Count], 1.0);
        for (var k = 0; k < order.Length; k++)
            adjusted[order[k]] = least = Math.Min(least, p[order[k]] * p.Count / (p.Count - k));
        return adjusted;
    }
}
