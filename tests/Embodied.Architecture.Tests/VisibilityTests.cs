using Embodied.Tests;
using Mono.Cecil;

namespace Embodied.Architecture.Tests;

/// <summary>Public is what another project uses, or must see to use that. The SDK is for everyone and kept by its approved file.</summary>
public sealed class VisibilityTests
{
    // Types that only people or frameworks reach, with the reason.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Embodied.Analysis.Similarity.Comparator"] = "a parameter of tests, which must be public",
        ["Embodied.Analysis.Similarity.DissimilarityBootstrap"] = "a parameter of tests, which must be public",
        ["Embodied.Imitation.Tracking.TrackingTask"] = "only its constant is used, which compilers copy",
        ["Embodied.Learning.Training.DistillationSettings"] = "only its constants are used, which compilers copy",
        ["Embodied.Learning.Training.LatentSettings"] = "a property of the settings above",
        ["Embodied.Runtime.Backends.Replay.ReplayEnd"] = "a parameter of tests, which must be public",
    };

    [Fact]
    public void NothingIsPublicThatNobodyElseUses()
    {
        var core = Built.Modules.Where(m => IsCore(m.Assembly.Name.Name)).ToList();
        var visible = core.SelectMany(m => m.Types.Where(t => t.IsPublic)).ToDictionary(t => t.FullName, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in Built.Modules)
        {
            foreach (var (type, _) in Built.Types(module))
                used.UnionWith(Built.Used(type).SelectMany(Built.Plain).Where(t => t.Scope != module && !IsFriend(module, t)).Select(t => t.FullName));
        }

        // A type whose public face shows another one drags it along.
        var waiting = new Queue<string>(used.Where(visible.ContainsKey));
        var needed = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var shown in Nested(visible[name]).SelectMany(t => Built.Signature(t)).SelectMany(Built.Plain).Select(t => t.FullName).Where(visible.ContainsKey))
            {
                if (needed.Add(shown))
                    waiting.Enqueue(shown);
            }
        }

        var idle = visible.Keys.Where(n => !needed.Contains(n) && !Exceptions.ContainsKey(n)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal("", string.Join(" ", idle));
    }

    // A project's own tests see its internal types.
    private static bool IsFriend(ModuleDefinition module, TypeReference type) => module.Assembly.Name.Name == type.Scope.Name + ".Tests";

    private static IEnumerable<TypeDefinition> Nested(TypeDefinition type) => [type, .. type.NestedTypes.Where(t => t.IsNestedPublic).SelectMany(Nested)];

    private static bool IsCore(string name) => Directory.Exists(Path.Combine(SharedData.RepositoryRoot, "core", name));
}
