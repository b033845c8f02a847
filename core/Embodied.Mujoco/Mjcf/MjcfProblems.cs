using System.Xml.Linq;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Collects what is wrong with a document, so that a person sees everything at once.</summary>
internal sealed class MjcfProblems(MjcfDocument document)
{
    private const int Most = 20;

    private readonly List<(string Place, string Text)> _problems = [];

    public int Count => _problems.Count;

    public void Add(XObject part, string text) => _problems.Add((document.PlaceOf(part), text));

    /// <summary>Throws when anything was found.</summary>
    /// <exception cref="InputException">Up to 20 problems, each with its place.</exception>
    public void ThrowIfAny(string hint)
    {
        if (_problems.Count == 1)
            throw new InputException(_problems[0].Place, _problems[0].Text, hint);
        if (_problems.Count == 0)
            return;
        var lines = _problems.Take(Most).Select(p => $"\n  {p.Place}: {p.Text}");
        var more = _problems.Count > Most ? $"\n  … and {_problems.Count - Most} more" : "";
        throw new InputException(document.Name, $"has {_problems.Count} problems{string.Concat(lines)}{more}", hint);
    }
}
