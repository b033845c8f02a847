using Embodied.Learning.Controllers;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Learning.Tests.Controllers;

public sealed class NetworkArchitectureTests
{
    [Theory]
    [InlineData("rnn", "memory", "0", "at least 1")]
    [InlineData("gru", "memry", "64", "memory")]
    [InlineData("mlp", "memory", "64", "no setting 'memory'")]
    [InlineData("mlp", "history", "4", "no setting 'history'")]
    [InlineData("mlp-history", "history", "0", "at least 1")]
    [InlineData("mlp", "actor", "64,wide", "widths such as")]
    [InlineData("mlp", "critic", "64,-3", "widths such as")]
    [InlineData("lstm", "nonlinearity", "sigmoid", "tanh, relu, elu")]
    [InlineData("lstm", "action", "squash", "tanh, clip")]
    [InlineData("lstm", "log_deviation", "50", "from -10 to 5")]
    public void What_cannot_be_is_refused(string kind, string name, string value, string said)
    {
        var failure = Assert.Throws<InputException>(() => NetworkArchitecture.All["core/" + kind].Describe(new Dictionary<string, string> { [name] = value }));
        Assert.Contains(said, failure.Message + failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_become_the_network()
    {
        var spec = NetworkArchitecture.All["core/lstm"].Describe(new Dictionary<string, string>
        {
            ["memory"] = "32",
            ["encoder"] = "8, 9",
            ["actor"] = "",
            ["nonlinearity"] = "relu",
            ["action"] = "clip",
            ["log_deviation"] = "-1.5",
        });
        Assert.Equal((MemoryKind.Lstm, 32, 1), (spec.Memory, spec.MemorySize, spec.History));
        Assert.Equal([8, 9], spec.Encoder);
        Assert.Empty(spec.Actor);
        Assert.Equal([64, 64], spec.Critic);
        Assert.Equal((Nonlinearity.Relu, ActionTransform.Clip, -1.5), (spec.Nonlinearity, spec.Transform, spec.InitialLogDeviation));
    }
}
