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
        Assert.Equal(["encoder dense observation", "memory lstm encoder", "action action memory", "critic dense memory", "value value critic"], spec.Blocks.Select(b => $"{b.Name} {b.Kind} {string.Join(' ', b.Inputs)}"));
        Assert.Equal("8,9", spec.Blocks[0].Settings["widths"]);
        Assert.Equal("relu", spec.Blocks[0].Settings["nonlinearity"]);
        Assert.Equal("32", spec.Blocks[1].Settings["size"]);
        Assert.Equal("64,64", spec.Blocks[3].Settings["widths"]);
        Assert.Equal((1, ActionTransform.Clip, -1.5), (spec.History, spec.Transform, spec.InitialLogDeviation));
    }
}
