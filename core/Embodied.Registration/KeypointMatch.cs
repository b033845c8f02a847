using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Registration;

/// <summary>Finds a body's keypoints among those of a recording.</summary>
internal sealed class KeypointMatch(string place, BodyRoles roles, IReadOnlyList<string>? labels, int count)
{
    /// <summary>For each keypoint of the body, its index in the recording. Says in <paramref name="notes"/> what was assumed.</summary>
    public int[] Order(List<string> notes)
    {
        if (roles.Keypoints.Count == 0)
            throw new InputException("body", "names no keypoints", "Choose a body whose roles list keypoints.");
        return labels is null ? Unnamed(notes) : Named(labels, notes);
    }

    private int[] Unnamed(List<string> notes)
    {
        if (count != roles.Keypoints.Count)
        {
            throw new InputException(
                place,
                $"has {count} keypoints without names, the body has {roles.Keypoints.Count}: {string.Join(", ", roles.Keypoints.Select(k => k.Name))}",
                "Give the keypoint names in file order: --keypoints A,B,C or --skeleton FILE");
        }
        notes.Add("The recording does not name its keypoints; the body's order was assumed.");
        return [.. Enumerable.Range(0, count)];
    }

    private int[] Named(IReadOnlyList<string> names, List<string> notes)
    {
        var byName = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            if (!byName.TryAdd(names[i], i))
                throw new InputException(place, $"names two keypoints '{names[i]}'");
        }
        var missing = roles.Keypoints.Where(k => !byName.ContainsKey(k.Name)).Select(k => k.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new InputException(
                place,
                $"lacks {missing.Length} of the body's {roles.Keypoints.Count} keypoints: {string.Join(", ", missing)}; it has {string.Join(", ", names)}",
                "Choose the body of this animal, or rename the keypoints: --rename FILE");
        }
        if (names.Count > roles.Keypoints.Count)
            notes.Add($"{names.Count - roles.Keypoints.Count} keypoints of the recording are not on the body and were not used.");
        return [.. roles.Keypoints.Select(k => byName[k.Name])];
    }
}
