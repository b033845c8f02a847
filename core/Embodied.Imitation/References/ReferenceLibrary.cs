using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.References;

/// <summary>Motions of one body, to be followed: clips to learn from and clips held back. Immutable.</summary>
public sealed class ReferenceLibrary
{
    /// <summary>Puts a library together.</summary>
    /// <exception cref="InputException">It is empty, two clips have one name, or their layouts differ.</exception>
    public ReferenceLibrary(string body, BodyOptions options, IReadOnlyList<string> positionNames, IReadOnlyList<ReferenceClip> clips, bool synthetic)
    {
        (Body, Options, PositionNames, Clips, Synthetic) = (body, options, positionNames, clips, synthetic);
        if (clips.Count == 0)
            throw new InputException("library of motions", "is empty");
        if (clips.GroupBy(c => c.Motion.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException("library of motions", $"holds two clips named '{twice.Key}'");
        if (clips.FirstOrDefault(c => c.Motion.Positions(0).Length != positionNames.Count || c.Motion.Velocities(0).Length != clips[0].Motion.Velocities(0).Length) is { } odd)
            throw new InputException(odd.Motion.Name, $"holds {odd.Motion.Positions(0).Length} positions per frame; expected {positionNames.Count} and as many velocities as the others");
    }

    /// <summary>Catalog id of the body.</summary>
    public string Body { get; }

    /// <summary>How the body was wanted.</summary>
    public BodyOptions Options { get; }

    /// <summary>Names of the generalised positions, [nq].</summary>
    public IReadOnlyList<string> PositionNames { get; }

    /// <summary>The clips.</summary>
    public IReadOnlyList<ReferenceClip> Clips { get; }

    /// <summary>Whether no animal was recorded.</summary>
    public bool Synthetic { get; }

    /// <summary>The motions of a split.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public IReadOnlyList<ReferenceMotion> Motions(ClipSplit split)
    {
        var motions = Clips.Where(c => split == ClipSplit.All || c.Test == (split == ClipSplit.Test)).Select(c => c.Motion).ToArray();
        return motions.Length > 0 ? motions : throw new InputException("library of motions", $"holds no clip of the split '{split.ToString().ToLowerInvariant()}'");
    }
}
