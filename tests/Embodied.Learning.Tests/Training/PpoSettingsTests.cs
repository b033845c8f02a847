using Embodied.Learning.Training;
using Embodied.Sdk.Errors;

namespace Embodied.Learning.Tests.Training;

public sealed class PpoSettingsTests
{
    [Theory]
    [InlineData("learning_rat", "1e-3", "learning_rate")]
    [InlineData("learning_rate", "-1", "learning_rate '-1'")]
    [InlineData("learning_rate", "fast", "learning_rate 'fast'")]
    [InlineData("discount", "1.01", "discount '1.01'")]
    [InlineData("discount", "NaN", "discount 'NaN'")]
    [InlineData("worlds", "0", "at least 1")]
    [InlineData("worlds", "2.5", "worlds '2.5'")]
    [InlineData("steps", "0", "steps '0'")]
    [InlineData("schedule", "cosine", "linear, constant")]
    [InlineData("clip_values", "yes", "true or false")]
    [InlineData("window", "48", "does not divide the horizon 128")]
    [InlineData("minibatches", "2049", "2048 windows, which cannot be split into 2049")]
    [InlineData("shards", "0", "at least 1")]
    [InlineData("stages.first", "1", "stages.first holds no settings")]
    [InlineData("stages.first.epoch", "1", "stage first")]
    [InlineData("stages.first.discount", "2", "stage first")]
    public void What_cannot_be_is_refused(string name, string value, string said)
    {
        var failure = Assert.Throws<InputException>(() => TrainingStage.Read("core/ppo", new Dictionary<string, string> { [name] = value }));
        Assert.Contains(said, failure.Message + failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_stands_over_the_common_settings()
    {
        var stages = TrainingStage.Read("core/ppo", new Dictionary<string, string>
        {
            ["steps"] = "1e6",
            ["horizon"] = "64",
            ["schedule"] = "constant",
            ["stages.first.task.wind.speed"] = "0.5",
            ["stages.second.steps"] = "4e6",
            ["stages.second.horizon"] = "30",
            ["validation.task.plume"] = "7",
        });
        Assert.Equal(["first", "second"], stages.Select(s => s.Name));
        Assert.Equal([1_000_000, 4_000_000], stages.Select(s => s.Trainer.Steps));
        // The usual window, or the whole horizon where it does not fit.
        Assert.Equal([16, 30], stages.Select(s => s.Trainer.Window));
        Assert.All(stages, s => Assert.False(s.Trainer.Linear));
        Assert.Equal(new KeyValuePair<string, string>("wind.speed", "0.5"), Assert.Single(stages[0].Task));
        Assert.Empty(stages[1].Task);
        Assert.Equal("0.5", stages[0].Validation["wind.speed"]);
        Assert.All(stages, s => Assert.Equal("7", s.Validation["plume"]));
    }

    [Fact]
    public void Without_settings_there_is_one_stage_of_defaults()
    {
        var stage = Assert.Single(TrainingStage.Read("core/ppo", new Dictionary<string, string>()));
        Assert.Equal(new(), stage.Trainer);
    }
}
