using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Neural;

/// <summary>
/// What a recording offers to explain neurons. Representational: joint positions, their velocities and accelerations, torques, the centre of mass, appendages
/// and keypoints as the animal sees them, senses, goals. Computational: every probe of the controller, its memory and its action. A channel that is not known
/// in every frame, never varies, or repeats another is left out, and it is said.
/// </summary>
internal static class FeatureClasses
{
    /// <summary>Coordinates of a free root, three of position and four of orientation, which say where the animal is and not what it does.</summary>
    private const int FreeRoot = 7;

    /// <summary>The classes of a recording, and what was left out and why.</summary>
    public static (IReadOnlyList<FeatureClass> Classes, IReadOnlyList<string> Notes) Of(Recording recording, int frames, double rate, IReadOnlyList<RowRange> epochs)
    {
        var (classes, notes) = (new List<FeatureClass>(), new List<string>());
        void Add(string name, FeatureKind kind, Matrix? values)
        {
            if (values is not { } known || known.Rows != frames || known.Columns == 0)
                return;
            if (!known.Values.All(double.IsFinite))
                notes.Add($"'{name}' is not known in every frame and is left out.");
            else if (!Varies(known))
                notes.Add($"'{name}' never varies and is left out.");
            else if (classes.FirstOrDefault(c => c.Values.Values.AsSpan().SequenceEqual(known.Values)) is { } same)
                notes.Add($"'{name}' is the same as '{same.Name}' and is left out.");
            else
                classes.Add(new(name, kind, known));
        }

        var positions = Timed(recording, ChannelNames.Positions, frames);
        var joints = Without(positions, FreeRoot);
        var velocities = Timed(recording, ChannelNames.Velocities, frames) is { } measured ? Without(measured, IsFree(positions) ? FreeRoot - 1 : 0) : Derivative(joints, epochs, rate);
        Add("joint positions", FeatureKind.Representational, joints);
        Add("joint velocities", FeatureKind.Representational, velocities);
        Add("joint accelerations", FeatureKind.Representational, Derivative(velocities, epochs, rate));
        Add("torques", FeatureKind.Representational, (Timed(recording, ChannelNames.JointForces, frames) ?? Timed(recording, ChannelNames.NeededForces, frames)) is { } forces ? Without(forces, IsFree(positions) ? FreeRoot - 1 : 0) : null);
        Add("centre of mass", FeatureKind.Representational, RootFrame.CentreOfMass(Timed(recording, ChannelNames.CentreOfMass, frames), IsFree(positions) ? positions : null, epochs, rate));
        Add("appendages", FeatureKind.Representational, Timed(recording, ChannelNames.Appendages, frames));
        Add("keypoints", FeatureKind.Representational, RootFrame.Keypoints(Timed(recording, ChannelNames.Keypoints, frames), IsFree(positions) ? positions : null));
        var (goal, sense) = (AssayChannels.Observation("reference/"), AssayChannels.Observation(""));
        Add("senses", FeatureKind.Representational, Joined(recording, frames, n => n.StartsWith(sense, StringComparison.Ordinal) && !n.StartsWith(goal, StringComparison.Ordinal)));
        Add("goal", FeatureKind.Representational, Joined(recording, frames, n => n.StartsWith(goal, StringComparison.Ordinal)));
        foreach (var channel in recording.Channels.Where(c => IsLayer(c.Name)))
            Add(channel.Name[AssayChannels.Probe("").Length..], FeatureKind.Computational, Timed(recording, channel.Name, frames));
        if (!classes.Any(c => c.Kind == FeatureKind.Computational && c.Name.Contains("memory", StringComparison.Ordinal)))
            Add("memory", FeatureKind.Computational, Timed(recording, AssayChannels.State, frames));
        if (!classes.Any(c => c.Name == "action"))
            Add("action", FeatureKind.Computational, Joined(recording, frames, n => n.StartsWith(AssayChannels.Action(""), StringComparison.Ordinal)));
        return (classes, notes);
    }

    private static bool Varies(Matrix values)
    {
        for (var row = 1; row < values.Rows; row++)
        {
            if (!values.Row(row).SequenceEqual(values.Row(0)))
                return true;
        }

        return false;
    }

    /// <summary>The critic judges, it does not act.</summary>
    private static bool IsLayer(string name) => name.StartsWith(AssayChannels.Probe(""), StringComparison.Ordinal)
        && !name.StartsWith(AssayChannels.Probe("critic"), StringComparison.Ordinal) && name != AssayChannels.Probe("value");

    private static Matrix? Timed(Recording recording, string name, int frames) =>
        recording.Find(name) is { Time: not null } channel && channel.Shape[0] == frames ? new(channel.Values, frames, channel.Values.Length / frames) : null;

    private static bool IsFree(Matrix? positions) => positions is { Columns: > FreeRoot };

    /// <summary>Without the columns of a free root, where there are more than those.</summary>
    private static Matrix? Without(Matrix? values, int root) => values is { } all && root > 0 && all.Columns > root
        ? new([.. Enumerable.Range(0, all.Rows).SelectMany(r => all.Row(r)[root..].ToArray())], all.Rows, all.Columns - root)
        : values;

    internal static Matrix? Derivative(Matrix? values, IReadOnlyList<RowRange> epochs, double rate)
    {
        if (values is not { } x)
            return null;
        var derivative = new double[x.Values.Length];
        foreach (var epoch in epochs)
        {
            for (var row = epoch.Start; row < epoch.End; row++)
            {
                // Central inside an epoch, one-sided at its ends.
                var (before, after) = (Math.Max(epoch.Start, row - 1), Math.Min(epoch.End - 1, row + 1));
                for (var j = 0; j < x.Columns && after > before; j++)
                    derivative[(row * x.Columns) + j] = (x[after, j] - x[before, j]) * rate / (after - before);
            }
        }

        return new(derivative, x.Rows, x.Columns);
    }

    private static Matrix? Joined(Recording recording, int frames, Func<string, bool> which)
    {
        Matrix[] parts = [.. recording.Channels.Where(c => which(c.Name)).Select(c => Timed(recording, c.Name, frames)).OfType<Matrix>()];
        return parts.Length == 0 ? null
            : new([.. Enumerable.Range(0, frames).SelectMany(r => parts.SelectMany(p => p.Row(r).ToArray()))], frames, parts.Sum(p => p.Columns));
    }
}
