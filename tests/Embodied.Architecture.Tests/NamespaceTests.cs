using Mono.Cecil;

namespace Embodied.Architecture.Tests;

/// <summary>Within a project, namespaces use each other one way, so that one can be read after another.</summary>
public sealed class NamespaceTests
{
    public static TheoryData<string> Projects { get; } = new(Built.Modules.Select(m => m.Assembly.Name.Name).Where(n => !n.EndsWith("Tests", StringComparison.Ordinal) && !n.EndsWith("Specs", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void NamespacesFormNoCircle(string project)
    {
        var module = Built.Modules.Single(m => m.Assembly.Name.Name == project);
        var root = project == "embodied" ? "Embodied.Cli" : project;
        var edges = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (type, outer) in Built.Types(module))
        {
            if (Part(outer, root) is not { } from)
                continue;
            foreach (var used in Built.Used(type).SelectMany(Built.Plain).Where(t => t.Scope == module))
            {
                if (Part(used, root) is { } to && to != from)
                    Of(edges, from).TryAdd(to, $"{outer.Name} uses {used.Name}");
            }
        }

        Assert.Null(Circle(edges));
    }

    // A.B.C.D of the project A.B is part of C; what lies in the project's own namespace ties the others together.
    private static string? Part(TypeReference type, string root) =>
        type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..].Split('.')[0] : null;

    private static Dictionary<string, string> Of(Dictionary<string, Dictionary<string, string>> edges, string from)
    {
        if (!edges.TryGetValue(from, out var found))
            edges[from] = found = new(StringComparer.Ordinal);
        return found;
    }

    private static string? Circle(Dictionary<string, Dictionary<string, string>> edges)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in edges.Keys.ToList())
        {
            if (Walk(start, []) is { } circle)
                return circle;
        }

        return null;

        string? Walk(string at, List<string> path)
        {
            if (path.IndexOf(at) is >= 0 and var from)
                return string.Join("; ", path.Skip(from).Append(at).Pairwise().Select(p => $"{p.First} → {p.Second} ({edges[p.First][p.Second]})"));
            if (!done.Add(at))
                return null;
            path.Add(at);
            foreach (var next in Of(edges, at).Keys.ToList())
            {
                // What is finished and not on the path leads into no circle.
                if ((!done.Contains(next) || path.Contains(next)) && Walk(next, path) is { } circle)
                    return circle;
            }

            path.RemoveAt(path.Count - 1);
            return null;
        }
    }
}

/// <summary>Neighbours in a list.</summary>
internal static class Neighbours
{
    public static IEnumerable<(string First, string Second)> Pairwise(this IEnumerable<string> all)
    {
        var list = all.ToList();
        return list.Zip(list.Skip(1));
    }
}
