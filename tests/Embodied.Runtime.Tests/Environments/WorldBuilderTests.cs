using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Environments;

namespace Embodied.Runtime.Tests.Environments;

/// <summary>A recipe is the whole world: what is resolved, written and read back builds the same one, on any number of threads.</summary>
public sealed class WorldBuilderTests
{
    private static readonly (string, string)[] Bumpy =
    [
        ("arena.use", "bumps"), ("arena.height", "0.02"), ("arena.spacing", "0.2"), ("sensors.joint-angles.noise", "0.02"), ("sensors.joint-angles.delay", "2"),
        ("events.push.every", "0.2"), ("rewards.effort", "off"), ("rewards.progress.weight", "0.5"), ("rewards.alive", "0.1"),
    ];

    private readonly WorldBuilder _builder = new(TableWorld.Catalog);

    [Fact]
    public void A_resolved_recipe_builds_the_same_world()
    {
        var recipe = TableWorld.Recipe(Bumpy);
        var resolved = _builder.Resolve(recipe);

        Assert.Equal("core/stand", resolved.Task);
        Assert.Equal("0.5", resolved.Settings["rewards.upright.weight"]);
        Assert.Equal(resolved.Settings.OrderBy(s => s.Key, StringComparer.Ordinal), _builder.Resolve(resolved).Settings.OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Equal(Live(recipe), Live(resolved));
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_world()
    {
        using var folder = new TemporaryFile("experiment.yaml", "embodied: 1\nname: bumps\nbody: { use: test/table, scale: 1.1 }\ntask: { use: stand, arena: bumps, rewards: { alive: 0.1 }, events: { push: on } }");
        var experiment = ExperimentFile.Read(folder.Path);
        File.WriteAllText(folder.Path, ExperimentWriter.Write(experiment, _builder.Resolve(experiment.World)));

        var again = ExperimentFile.Read(folder.Path).World;

        Assert.Equal(1.1, again.BodyOptions!.Scale);
        Assert.Equal(_builder.Resolve(experiment.World).Settings.OrderBy(s => s.Key, StringComparer.Ordinal), again.Settings.OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Equal(Live(experiment.World), Live(again));
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads() => Assert.Equal(Live(TableWorld.Recipe(Bumpy), threads: 1), Live(TableWorld.Recipe(Bumpy), threads: 2));

    [Fact]
    public void Settings_of_a_stage_lie_over_the_worlds()
    {
        var stage = TableWorld.Recipe(Bumpy).With(new Dictionary<string, string> { ["rewards.alive"] = "0.3", ["arena"] = "flat" });

        using var world = _builder.For(stage).Build();

        Assert.Equal(["alive", "height", "progress", "upright"], world.Info.RewardTerms.Order(StringComparer.Ordinal));
        Assert.Equal("0.3", stage.Settings["rewards.alive"]);
    }

    private float[] Live(WorldRecipe recipe, int threads = 1)
    {
        const int worlds = 3;
        using var vector = _builder.Create(recipe, worlds, threads);
        var buffers = new StepBuffers(worlds, vector.Info);
        var seen = new List<float>();
        vector.Reset(4, buffers.Observations);
        var actions = new float[worlds * vector.Info.Action.Size];
        for (var step = 0; step < 60; step++)
        {
            for (var a = 0; a < actions.Length; a++)
                actions[a] = MathF.Sin((0.3f * step) + a);
            vector.Step(actions, buffers);
            seen.AddRange(buffers.Observations);
            seen.AddRange(buffers.Rewards);
        }

        return [.. seen];
    }
}
