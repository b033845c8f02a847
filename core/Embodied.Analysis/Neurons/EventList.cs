using System.Globalization;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Errors;

namespace Embodied.Analysis.Neurons;

/// <summary>Frames at which something begins, by kind: onsets of behaviours, begins of episodes, or a variable rising above a threshold.</summary>
internal static class EventList
{
    /// <summary>The events of a session; those whose window leaves its stretch are left out.</summary>
    /// <param name="study">The session.</param>
    /// <param name="text"><c>behaviour</c>, <c>behaviour:NAME</c>, <c>episodes</c> or <c>above:VARIABLE:NUMBER</c>.</param>
    /// <param name="before">Frames a window begins before its event.</param>
    /// <param name="after">Frames it ends after it.</param>
    /// <exception cref="InputException">The text names nothing the session has.</exception>
    public static IReadOnlyList<(string Kind, int[] Frames)> Of(NeuralStudy study, string text, int before, int after)
    {
        var found = All(study, text).Select(k => (k.Kind, Frames: k.Frames.Where(f => Fits(study, f, before, after)).ToArray())).Where(k => k.Frames.Length > 0).ToArray();
        return found.Length > 0 ? found : throw new InputException($"recording '{study.Name}'", $"has no event of '{text}' with a whole window around it", "Shorten the window: before and after.");
    }

    private static IEnumerable<(string Kind, int[] Frames)> All(NeuralStudy study, string text)
    {
        var place = $"recording '{study.Name}'";
        if (text == "episodes")
            return [("episodes", [.. study.Epochs.Select(e => e.Start)])];
        if (text.StartsWith("behaviour", StringComparison.Ordinal) && (text.Length == 9 || text[9] == ':'))
        {
            if (study.Behaviour is null)
                throw new InputException(place, "does not say what the animal did", "events=episodes, or events=above:VARIABLE:NUMBER");
            var wanted = text.Length == 9 ? null : text[10..];
            if (wanted is not null && !study.BehaviourNames.Contains(wanted))
                throw new InputException(place, $"has no behaviour '{wanted}'", $"There are: {string.Join(", ", study.BehaviourNames)}.");
            return NeuronStudies.Bouts(study).Where(b => b.Behaviour >= 0 && (wanted is null || study.BehaviourNames[b.Behaviour] == wanted))
                .GroupBy(b => b.Behaviour).OrderBy(g => g.Key).Select(g => (study.BehaviourNames[g.Key], g.Select(b => b.Rows.Start).ToArray()));
        }

        if (text.StartsWith("above:", StringComparison.Ordinal) && text.LastIndexOf(':') is > 5 and var cut && double.TryParse(text[(cut + 1)..], CultureInfo.InvariantCulture, out var level))
        {
            var values = RecordedVariable.Of(study, text[6..cut]);
            return [(text, [.. study.Epochs.SelectMany(e => Enumerable.Range(e.Start + 1, Math.Max(0, e.Length - 1))).Where(f => values[f] > level && values[f - 1] <= level)])];
        }

        throw new InputException("--set events", $"'{text}' is no kind of event", "behaviour, behaviour:NAME, episodes, or above:VARIABLE:NUMBER, e.g. above:speed:0.1");
    }

    private static bool Fits(NeuralStudy study, int frame, int before, int after) => study.Epochs.Any(e => frame - before >= e.Start && frame + after <= e.End);
}
