using Embodied.Imitation.References;
using Embodied.Imitation.Tests.Teaching;
using Embodied.Imitation.Tracking;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class TrackingAssayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-").FullName;
    private readonly SmallWalker _walker = new();

    public void Dispose()
    {
        _walker.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_clip_of_a_split_is_an_episode_from_its_first_frame_with_its_behaviour()
    {
        var assay = new TrackingAssay(new NoMaker());
        var all = assay.Conditions(["all", "train"], Settings(Library()));

        Assert.Equal(["all", "train"], all.Select(c => c.Name));
        Assert.Equal(["stand", "sway", "nameless"], all[0].Episodes.Select(e => e.Settings["clip"]));
        Assert.All(all[0].Episodes, e => Assert.Equal(("all", "0"), (e.Settings["split"], e.Settings["frame"])));
        Assert.Equal(["standing", "swaying", null], all[0].Episodes.Select(e => e.Behaviour));
        Assert.Equal(["stand", "nameless"], all[1].Episodes.Select(e => e.Settings["clip"]));
        Assert.Equal(3, all[0].Episodes.Select(e => e.Seed).Distinct().Count());
    }

    [Fact]
    public void Clips_held_back_are_what_is_measured_when_nobody_chooses() =>
        Assert.Equal(["sway"], new TrackingAssay(new NoMaker()).Conditions([], Settings(Library())).Single().Episodes.Select(e => e.Settings["clip"]));

    [Fact]
    public void What_cannot_be_measured_is_named()
    {
        var (assay, library) = (new TrackingAssay(new NoMaker()), Library());

        Assert.Contains("'most' is no condition", Assert.Throws<InputException>(() => assay.Conditions(["most"], Settings(library))).Message, StringComparison.Ordinal);
        Assert.Contains("long enough", Assert.Throws<InputException>(() => assay.Conditions(["all"], Settings(library, ("minimum_steps", "5000")))).Message, StringComparison.Ordinal);
        Assert.Contains("names no reference", Assert.Throws<InputException>(() => assay.Conditions([], new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => assay.Conditions([], Settings(Path.Combine(_folder, "nowhere.h5"))));
    }

    private sealed class NoMaker : IReferenceMaker
    {
        public string Library(LibraryRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel) => throw new NotSupportedException();

        public string Teachers(string library, TeacherRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel) => throw new NotSupportedException();
    }

    private string Library()
    {
        var motion = _walker.Motion(1);
        ReferenceClip Clip(string name, string behaviour, bool test) => new(motion.Named(name, behaviour), test);
        var path = Path.Combine(_folder, "library.h5");
        string[] names = [.. Enumerable.Range(0, _walker.Model.Info.PositionCount).Select(i => $"q{i}")];
        ReferenceLibraryFile.Write(new("test/walker", BodyOptions.Default, names, [Clip("stand", "standing", false), Clip("sway", "swaying", true), Clip("nameless", "", false)], synthetic: true), path);
        return path;
    }

    private static Dictionary<string, string> Settings(string library, params (string Key, string Value)[] more) =>
        more.Append(("reference", library)).ToDictionary(s => s.Item1, s => s.Item2);
}
