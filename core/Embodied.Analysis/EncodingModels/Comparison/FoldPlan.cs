using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>Rows to train on and pieces to test on, which are never neighbours.</summary>
/// <param name="Train">Training rows.</param>
/// <param name="Test">Test chunks.</param>
internal sealed record Fold(IReadOnlyList<RowRange> Train, IReadOnlyList<RowRange> Test);

/// <summary>Cuts time into folds. Shuffling single bins would leak: neighbours in time are alike.</summary>
internal static class FoldPlan
{
    /// <summary>Chunks of contiguous bins dealt to folds at random, evenly.</summary>
    /// <param name="epochs">Stretches without a gap.</param>
    /// <param name="folds">Folds, at least 2.</param>
    /// <param name="chunk">Bins of a chunk; a rest shorter than half of it belongs to the chunk before.</param>
    /// <param name="purge">Bins on either side of a test chunk that are not trained on.</param>
    /// <param name="seed">Of the dealing.</param>
    /// <exception cref="ArgumentException">There are fewer chunks than folds.</exception>
    public static IReadOnlyList<Fold> TimeBlocked(IReadOnlyList<RowRange> epochs, int folds, int chunk, int purge, ulong seed)
    {
        var chunks = epochs.SelectMany(e => Chunks(e, chunk)).ToArray();
        if (folds < 2 || chunks.Length < folds)
            throw new ArgumentException($"{chunks.Length} chunks of {chunk} bins cannot be dealt to {folds} folds: record longer, or make chunks shorter.", nameof(folds));
        var dealt = Enumerable.Range(0, chunks.Length).ToArray();
        var random = RandomStream.For(seed, 0);
        for (var i = dealt.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (dealt[i], dealt[j]) = (dealt[j], dealt[i]);
        }

        var group = new int[chunks.Length];
        for (var i = 0; i < dealt.Length; i++)
            group[dealt[i]] = i % folds;
        return Leave(chunks, group, epochs, purge);
    }

    /// <summary>Each label (a session, a behaviour) is left out in turn.</summary>
    /// <param name="epochs">Stretches without a gap.</param>
    /// <param name="labels">Label of each row, from 0; −1 is never tested on.</param>
    /// <param name="purge">Bins around test rows that are not trained on.</param>
    public static IReadOnlyList<Fold> ByLabel(IReadOnlyList<RowRange> epochs, int[] labels, int purge)
    {
        var (pieces, group) = (new List<RowRange>(), new List<int>());
        foreach (var epoch in epochs)
        {
            for (var from = epoch.Start; from < epoch.End;)
            {
                var to = from;
                while (to < epoch.End && labels[to] == labels[from])
                    to++;
                pieces.Add(new(from, to));
                group.Add(labels[from]);
                from = to;
            }
        }

        return Leave([.. pieces], [.. group], epochs, purge);
    }

    private static IEnumerable<RowRange> Chunks(RowRange epoch, int length)
    {
        var count = Math.Max(1, (int)Math.Round(epoch.Length / (double)length));
        for (var i = 0; i < count; i++)
            yield return new(epoch.Start + (int)((long)epoch.Length * i / count), epoch.Start + (int)((long)epoch.Length * (i + 1) / count));
    }

    private static Fold[] Leave(RowRange[] pieces, int[] group, IReadOnlyList<RowRange> epochs, int purge)
    {
        var plan = new List<Fold>();
        foreach (var label in group.Where(g => g >= 0).Distinct().Order())
        {
            var test = pieces.Where((_, i) => group[i] == label).ToArray();
            var train = epochs.SelectMany(e => Without(e, test.Where(t => t.Start < e.End && t.End > e.Start), purge)).ToArray();
            plan.Add(train.Length > 0 ? new(train, test) : throw new ArgumentException("Nothing is left to train on: everything is one label.", nameof(group)));
        }

        return [.. plan];
    }

    private static IEnumerable<RowRange> Without(RowRange epoch, IEnumerable<RowRange> tests, int purge)
    {
        var from = epoch.Start;
        foreach (var test in tests.OrderBy(t => t.Start))
        {
            if (test.Start - purge > from)
                yield return new(from, test.Start - purge);
            from = Math.Max(from, test.End + purge);
        }

        if (epoch.End > from)
            yield return new(from, epoch.End);
    }
}
