using System.Globalization;
using Embodied.Data.Recordings;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Imitation.References;

/// <summary>
/// A library of motions as a recording file: poses and velocities of all clips one after the other, where each begins, what it shows and whether it is
/// held back. Any program that reads recordings reads it.
/// </summary>
public static class ReferenceLibraryFile
{
    private const string First = ChannelNames.Clips;
    private const string Behaviour = "clips/behaviour";
    private const string Held = "clips/test";
    private const string Behaviours = "behaviours";

    /// <summary>Writes beside and renames.</summary>
    public static void Write(ReferenceLibrary library, string path)
    {
        var motions = library.Clips.Select(c => c.Motion).ToArray();
        var rate = TimeBase.Regular(1 / motions[0].Timestep);
        if (motions.FirstOrDefault(m => Math.Abs(m.Timestep - motions[0].Timestep) > 1e-9) is { } odd)
            throw new InputException(odd.Name, $"has {odd.Timestep} s between frames, others {motions[0].Timestep} s", "Sample all clips alike.");
        var (nq, nv) = (library.PositionNames.Count, motions[0].Velocities(0).Length);
        var frames = motions.Sum(m => m.Frames);
        var (positions, velocities, first) = (new double[frames * nq], new double[frames * nv], new double[motions.Length]);
        var at = 0;
        for (var i = 0; i < motions.Length; i++)
        {
            first[i] = at;
            for (var f = 0; f < motions[i].Frames; f++, at++)
            {
                motions[i].Positions(f).CopyTo(positions.AsSpan(at * nq));
                motions[i].Velocities(f).CopyTo(velocities.AsSpan(at * nv));
            }
        }

        var names = motions.Select(m => m.Name).ToArray();
        var behaviours = motions.Select(m => m.Behaviour).Distinct().Order(StringComparer.Ordinal).ToArray();
        RecordingChannel Constant(string name, double[] values, string[] labels) => new() { Name = name, Unit = "1", Shape = [values.Length], Values = values, Labels = labels };
        RecordingFile.Write(
            new Recording(
                "reference-library",
                [
                    new() { Name = ChannelNames.Positions, Unit = "1", Shape = [frames, nq], Values = positions, Time = rate, Labels = [.. library.PositionNames] },
                    new() { Name = ChannelNames.Velocities, Unit = "1", Shape = [frames, nv], Values = velocities, Time = rate },
                    Constant(First, first, names),
                    Constant(Behaviour, [.. motions.Select(m => (double)Array.IndexOf(behaviours, m.Behaviour))], names),
                    Constant(Held, [.. library.Clips.Select(c => c.Test ? 1.0 : 0)], names),
                    Constant(Behaviours, [.. Enumerable.Range(0, behaviours.Length).Select(i => (double)i)], behaviours),
                ],
                new Provenance { Origin = "reference library", Synthetic = library.Synthetic, Settings = Settings(library) }),
            path);
    }

    /// <summary>Reads a library.</summary>
    /// <exception cref="InputException">The file is missing, damaged, no library, or a number in it is not finite.</exception>
    public static ReferenceLibrary Read(string path)
    {
        var recording = RecordingFile.Read(path);
        var (positions, velocities) = (Require(recording, path, ChannelNames.Positions), Require(recording, path, ChannelNames.Velocities));
        var (first, behaviour, held) = (Require(recording, path, First), Require(recording, path, Behaviour), Require(recording, path, Held));
        var behaviours = Require(recording, path, Behaviours).Labels ?? [];
        var names = first.Labels ?? throw NoLibrary(path, $"the clips of '{First}' have no names");
        var (nq, nv, frames) = (positions.Shape[^1], velocities.Shape[^1], positions.Shape[0]);
        var step = positions.Time is { Rate: > 0 } time ? 1 / time.Rate : throw NoLibrary(path, $"'{ChannelNames.Positions}' is not sampled at equal times");
        var clips = new ReferenceClip[names.Count];
        for (var i = 0; i < clips.Length; i++)
        {
            var (from, to) = ((int)first.Values[i], i + 1 < clips.Length ? (int)first.Values[i + 1] : frames);
            if (from < 0 || to > frames || to - from < 2 || behaviour.Values[i] < 0 || behaviour.Values[i] >= behaviours.Count)
                throw NoLibrary(path, $"clip '{names[i]}' has frames {from} to {to} of {frames} and behaviour {behaviour.Values[i]} of {behaviours.Count}");
            clips[i] = new(
                new(names[i], behaviours[(int)behaviour.Values[i]], step, nq, positions.Values[(from * nq)..(to * nq)], nv, velocities.Values[(from * nv)..(to * nv)]),
                held.Values[i] != 0);
        }

        var (body, options) = BodyOf(recording, path);
        return new(body, options, positions.Labels ?? throw NoLibrary(path, $"'{ChannelNames.Positions}' has no names"), clips, recording.Provenance.Synthetic);
    }

    private static RecordingChannel Require(Recording recording, string path, string name) =>
        recording.Find(name) ?? throw NoLibrary(path, $"has no dataset '{name}'");

    private static InputException NoLibrary(string path, string what) => new(path, $"is no library of motions: {what}", "Make one with 'embodied clip'.");

    private static Dictionary<string, string> Settings(ReferenceLibrary library) => new(StringComparer.Ordinal)
    {
        ["body"] = library.Body,
        ["scale"] = library.Options.Scale.ToString("R", CultureInfo.InvariantCulture),
        ["scaling_rule"] = library.Options.ScalingRule ?? "",
        ["actuation"] = library.Options.Actuation ?? "",
        ["modifications"] = string.Join(',', library.Options.Modifications),
    };

    private static (string Body, BodyOptions Options) BodyOf(Recording recording, string path)
    {
        string Setting(string name) => recording.Provenance.Settings.TryGetValue(name, out var value) ? value : throw NoLibrary(path, $"does not say the body's {name}");
        string? Optional(string name) => Setting(name) is { Length: > 0 } value ? value : null;
        if (!double.TryParse(Setting("scale"), NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) || !(scale > 0))
            throw NoLibrary(path, $"has scale '{Setting("scale")}'");
        var modifications = Setting("modifications").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return (Setting("body"), new() { Scale = scale, ScalingRule = Optional("scaling_rule"), Actuation = Optional("actuation"), Modifications = modifications });
    }
}
