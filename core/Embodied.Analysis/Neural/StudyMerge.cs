using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>Sessions of the same units put one after the other.</summary>
internal static class StudyMerge
{
    /// <summary>One study of all frames, with the classes that all sessions have.</summary>
    /// <exception cref="ArgumentException">There is one session, or their units differ.</exception>
    public static NeuralStudy Of(IReadOnlyList<NeuralStudy> studies)
    {
        if (studies.Count < 2)
            throw new ArgumentException("There is one session: leaving sessions out needs at least two.", nameof(studies));
        if (studies.FirstOrDefault(s => !s.Units.SequenceEqual(studies[0].Units)) is { } other)
            throw new ArgumentException($"'{other.Name}' has other units than '{studies[0].Name}': leaving sessions out needs the same units, by name, in all.", nameof(studies));
        var (epochs, start) = (new List<RowRange>(), 0);
        foreach (var study in studies)
        {
            epochs.AddRange(study.Epochs.Select(e => new RowRange(e.Start + start, e.End + start)));
            start += study.Frames;
        }

        string[] names = [.. studies.SelectMany(s => s.BehaviourNames).Distinct()];
        return studies[0] with
        {
            Frames = start,
            Epochs = epochs,
            Counts = [.. studies.SelectMany(s => s.Counts)],
            Session = [.. studies.SelectMany((s, i) => Enumerable.Repeat(i, s.Frames))],
            BehaviourNames = names,
            Behaviour = studies.Any(s => s.Behaviour is null) ? null
                : [.. studies.SelectMany(s => s.Behaviour!.Select(b => b < 0 ? -1 : Array.IndexOf(names, s.BehaviourNames[b])))],
            Classes =
            [
                .. studies[0].Classes.Where(c => studies.All(s => s.Classes.Any(o => o.Name == c.Name && o.Values.Columns == c.Values.Columns)))
                    .Select(c => new FeatureClass(c.Name, c.Kind, new Matrix([.. studies.SelectMany(s => s.Classes.First(o => o.Name == c.Name).Values.Values)], start, c.Values.Columns))),
            ],
        };
    }
}
