using System.Reflection;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Runtime.Comparisons;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Sweeps;
using Embodied.Runtime.Tasks;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Training;
using Embodied.Tests;

namespace Embodied.Runtime.Tests.Yaml;

/// <summary>Every key that a reader of YAML accepts stands on the page about its kind of file.</summary>
public sealed class FilePageTests
{
    [Theory]
    [InlineData("experiment-files.md", typeof(Experiment))]
    [InlineData("experiment-files.md", typeof(BodyPart))]
    [InlineData("worlds.md", typeof(TaskPage))]
    [InlineData("commands/compare.md", typeof(ComparisonPlan.Written))]
    [InlineData("commands/sweep.md", typeof(SweepPlan.Written))]
    [InlineData("commands/sweep.md", typeof(SweepParameter.Range))]
    [InlineData("plugin-manifests.md", typeof(PluginManifest))]
    public void Every_key_is_on_its_page(string page, Type kind)
    {
        var text = Page(page);

        Assert.All(YamlShape.Of(kind).Properties.Keys, k => Assert.True(Names(text, k), $"{page} does not name '{k}'"));
    }

    [Fact]
    public void Every_kind_of_contribution_is_on_the_page_of_manifests()
    {
        var text = Page("plugin-manifests.md");

        Assert.All(ContributionKind.All, k => Assert.True(Names(text, k.Name), k.Name));
    }

    [Fact]
    public void Every_setting_of_an_architecture_is_on_the_page_of_experiments()
    {
        var text = Page("experiment-files.md");
        var settings = NetworkArchitecture.All.Values.SelectMany(a => a.Settings).Concat(new EncoderDecoderArchitecture().Settings).Append("blocks");

        Assert.All(settings, s => Assert.True(Names(text, s), s));
    }

    [Fact]
    public void Every_setting_of_a_trainer_is_on_the_page_of_experiments()
    {
        var text = Page("experiment-files.md");

        Assert.All(Known(new Ppo()).Concat(Known(new Distillation())).Concat(LatentSettings.Names), s => Assert.True(Names(text, s.Split('.')[0]) && Names(text, s.Split('.')[^1]), s));
    }

    [Fact]
    public void Every_setting_of_following_is_on_the_page_of_experiments()
    {
        var text = Page("experiment-files.md");

        Assert.All(Names("Embodied.Imitation.Tracking.TrackingSettings", typeof(TrackingTask).Assembly).SelectMany(n => n.Split('.')), n => Assert.True(Names(text, n), n));
    }

    [Fact]
    public void Every_key_that_all_tasks_share_is_on_both_pages() =>
        Assert.All(TaskKeys.Kinds, k => Assert.True(Names(Page("worlds.md"), k) && Names(Page("experiment-files.md"), k), k));

    private static string[] Known(ITrainer trainer) => Names(trainer.GetType().FullName + "Settings", trainer.GetType().Assembly);

    // Whoever reads settings keeps their names for itself.
    private static string[] Names(string type, Assembly assembly) => (string[])assembly.GetType(type)!.GetField("Names", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    // In a table or in a line of prose: `key`, or `key: …`.
    private static bool Names(string page, string key) => page.Contains($"`{key}`", StringComparison.Ordinal) || page.Contains($"`{key}: ", StringComparison.Ordinal) || page.Contains($"{{ {key}: ", StringComparison.Ordinal);

    private static string Page(string name) => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", name));
}
