using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Tests.Support;

/// <summary>Small networks with random parameters.</summary>
internal static class Nets
{
    public const int Observations = 5;
    public const int Actions = 3;

    /// <summary>Units of recurrent networks.</summary>
    public const int Units = 13;

    public static TheoryData<string> Kinds { get; } = ["mlp", "mlp-history", "rnn", "gru", "lstm"];

    public static TheoryData<string> Recurrent { get; } = ["rnn", "gru", "lstm"];

    /// <summary>A network with a latent, whose last observations are the goal.</summary>
    public static NetworkShape Latent(int memory = 0) => new(
        new EncoderDecoderArchitecture().Describe(new Dictionary<string, string>
        {
            ["encoder"] = "21,17",
            ["latent"] = "7",
            ["goals"] = "goal/",
            ["memory"] = $"{memory}",
            ["decoder"] = "24,19",
            ["critic"] = "37",
        }),
        new Sdk.Sensing.Layout([new("goal/near", 1, "m"), new("joints", 2, "rad"), new("goal/far", 1, "m"), new("touch", 1, "1")]),
        Actions);

    public static NetworkSpec Spec(string kind, string nonlinearity = "tanh", string encoder = "", params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["actor"] = "24,19",
            ["critic"] = "37",
            ["encoder"] = encoder,
            ["nonlinearity"] = nonlinearity,
        };
        if (kind is "rnn" or "gru" or "lstm")
            settings["memory"] = $"{Units}";
        foreach (var (key, value) in more)
            settings[key] = value;
        return NetworkArchitecture.All["core/" + kind].Describe(settings);
    }

    public static NetworkShape Shape(string kind, string nonlinearity = "tanh", string encoder = "") => new(Spec(kind, nonlinearity, encoder), Observations, Actions);

    /// <summary>Parameters with nothing left at 0, biases included.</summary>
    public static float[] Parameters(NetworkShape shape, ulong seed = 1) => Gaussians(shape.ParameterCount, seed, 0.4);

    public static NetworkController Controller(NetworkShape shape, ulong seed = 1)
    {
        var normalizer = new ObservationNormalizer(shape.ObservationSize);
        normalizer.Add(Gaussians(50 * shape.ObservationSize, seed + 1, 3));
        return new(shape, Parameters(shape, seed), normalizer);
    }

    public static float[] Gaussians(int count, ulong seed, double deviation = 1)
    {
        var random = new RandomStream(seed);
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = (float)(deviation * random.NextGaussian());
        return numbers;
    }
}
