using Embodied.Learning.Checkpoints;
using Embodied.Learning.Tests.Support;

namespace Embodied.Learning.Tests.Training;

/// <summary>What only a network with memory can learn.</summary>
[Trait("speed", "slow")]
public sealed class PpoMemoryTests
{
    [Theory]
    [InlineData("rnn", 0.95, 1)]
    [InlineData("gru", 0.95, 1)]
    [InlineData("lstm", 0.95, 1)]
    [InlineData("mlp", 0, 0.65)]
    public void A_cue_is_remembered_through_a_corridor(string kind, double least, double most)
    {
        using var run = new TrainingRun
        {
            Worlds = new WorldSource(_ => new MemoryMaze()),
            Kind = kind,
            Settings = new Dictionary<string, string>
            {
                ["worlds"] = "64",
                ["horizon"] = "36",
                ["epochs"] = "5",
                ["minibatches"] = "4",
                ["steps"] = "69120",
                ["learning_rate"] = "3e-3",
                ["entropy"] = "0.01",
                ["weight_decay"] = "0",
            },
        };
        Assert.True(run.Train().Completed);
        var success = Trials.Success(SavedAgent.Open(run.Folder), new MemoryMaze(), 400);
        TestContext.Current.SendDiagnosticMessage("{0}: {1:P1}", kind, success);
        Assert.InRange(success, least, most);
    }
}
