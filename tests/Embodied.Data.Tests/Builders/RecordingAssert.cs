using System.Runtime.InteropServices;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>Compares recordings bit by bit.</summary>
internal static class RecordingAssert
{
    public static void Same(Recording expected, Recording actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Channels.Select(c => c.Name), actual.Channels.Select(c => c.Name));
        foreach (var (left, right) in expected.Channels.Zip(actual.Channels))
            Same(left, right);
        Assert.Equal(expected.Provenance.Origin, actual.Provenance.Origin);
        Assert.Equal(expected.Provenance.Source, actual.Provenance.Source);
        Assert.Equal(expected.Provenance.SourceHash, actual.Provenance.SourceHash);
        Assert.Equal(expected.Provenance.Synthetic, actual.Provenance.Synthetic);
        Assert.Equal(expected.Provenance.Notes, actual.Provenance.Notes);
        Assert.Equal(expected.Provenance.Settings.OrderBy(s => s.Key, StringComparer.Ordinal), actual.Provenance.Settings.OrderBy(s => s.Key, StringComparer.Ordinal));
    }

    private static void Same(RecordingChannel expected, RecordingChannel actual)
    {
        Assert.Equal(expected.Unit, actual.Unit);
        Assert.Equal(expected.Frame, actual.Frame);
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.True(Bits(expected.Values).SequenceEqual(Bits(actual.Values)), expected.Name);
        Assert.Equal(expected.Time is null, actual.Time is null);
        Assert.Equal(expected.Time?.Rate, actual.Time?.Rate);
        Assert.Equal(expected.Time?.Start, actual.Time?.Start);
        Assert.Equal(expected.Time?.Times, actual.Time?.Times);
    }

    private static ReadOnlySpan<long> Bits(double[] values) => MemoryMarshal.Cast<double, long>(values);
}
