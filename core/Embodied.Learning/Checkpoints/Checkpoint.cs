using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Checkpoints;

/// <summary>An agent, and what its training needs to go on: one file.</summary>
public sealed class Checkpoint
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What it says about itself.</summary>
    public required AgentFacts Facts { get; init; }

    /// <summary>Parameters of the network.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>Moments of observations.</summary>
    public required RunningMoments Observations { get; init; }

    /// <summary>Moments of returns, null in an agent that is only used.</summary>
    public RunningMoments? Returns { get; init; }

    /// <summary>First and second moments of the optimiser, null likewise.</summary>
    public (float[] First, float[] Second)? Optimizer { get; init; }

    /// <summary>Writes beside and renames.</summary>
    /// <exception cref="EmbodiedException">The file cannot be written; the former one stands.</exception>
    public void Write(string path)
    {
        var blocks = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["facts"] = JsonSerializer.SerializeToUtf8Bytes(Facts, Json),
            ["parameters"] = Bytes<float>(Parameters),
            ["observations"] = Bytes<double>(Pack(Observations)),
        };
        if (Returns is not null)
            blocks["returns"] = Bytes<double>(Pack(Returns));
        if (Optimizer is var (first, second))
            (blocks["optimizer.first"], blocks["optimizer.second"]) = (Bytes<float>(first), Bytes<float>(second));
        CheckpointFile.Write(path, blocks);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InputException">Missing, no checkpoint, damaged, or of another format.</exception>
    public static Checkpoint Read(string path)
    {
        try
        {
            return ReadWhole(path);
        }
        catch (Exception e) when (e is not EmbodiedException)
        {
            // The checksum is right and the content is not: another program wrote it.
            throw new InputException(path, $"does not hold what an agent holds: {e.Message.Split('\n')[0]}", "It was written by another program, or another version of this one.", e);
        }
    }

    /// <summary>Reads an agent that a network is to begin with.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="shape">The network.</param>
    /// <param name="environment">Where it will act.</param>
    /// <exception cref="InputException">It sees or does something else, or is another network; says what differs.</exception>
    public static Checkpoint ReadFor(string path, NetworkShape shape, EnvironmentInfo environment)
    {
        var checkpoint = Read(path);
        SavedAgent.RequireSame(path, "observation", checkpoint.Facts.Observation, environment.Observation);
        SavedAgent.RequireSame(path, "action", checkpoint.Facts.Action, environment.Action);
        if (JsonSerializer.Serialize(checkpoint.Facts.Network, Json) != JsonSerializer.Serialize(shape.Spec, Json))
            throw new InputException(path, $"is another network ({checkpoint.Parameters.Length} parameters) than the experiment's controller ({shape.ParameterCount})", "Begin with the controller that it was trained with; its experiment is stored inside.");
        return checkpoint;
    }

    private static Checkpoint ReadWhole(string path)
    {
        var blocks = CheckpointFile.Read(path);
        var facts = ReadFacts(path, blocks["facts"]);
        var parameters = Numbers<float>(blocks["parameters"]);
        var shape = Shape(path, facts);
        if (parameters.Length != shape.ParameterCount)
            throw new InputException(path, $"holds {parameters.Length} parameters; its network has {shape.ParameterCount}", "It was written by another version of the program.");
        if (parameters.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new InputException(path, "holds a parameter that is not a number", "Its training diverged: use another checkpoint.");
        var observations = Unpack(Numbers<double>(blocks["observations"]));
        if (observations.Mean.Length != shape.ObservationSize || observations.Mean.Concat(observations.Variance).Any(v => !double.IsFinite(v)))
            throw new InputException(path, $"normalises {observations.Mean.Length} numbers; its network sees {shape.ObservationSize}", "It was written by another program.");
        return new()
        {
            Facts = facts,
            Parameters = parameters,
            Observations = observations,
            Returns = blocks.TryGetValue("returns", out var returns) ? Unpack(Numbers<double>(returns)) : null,
            Optimizer = blocks.TryGetValue("optimizer.first", out var first) ? (Numbers<float>(first), Numbers<float>(blocks["optimizer.second"])) : null,
        };
    }

    private static NetworkShape Shape(string path, AgentFacts facts)
    {
        try
        {
            return new(facts.Network, new Layout(facts.Observation), new Layout(facts.Action).Size);
        }
        catch (InputException e)
        {
            throw new InputException(path, $"holds a network that does not hold together: {e.Message}", $"{e.Hint} It may need a plugin that is not there.".Trim(), e);
        }
    }

    private static AgentFacts ReadFacts(string path, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<AgentFacts>(json, Json)!;
        }
        catch (JsonException e)
        {
            throw new InputException(path, $"describes its agent in a way this version does not read: {e.Message}", "Use the version of the program that wrote it.");
        }
    }

    private static double[] Pack(RunningMoments moments) => [moments.Count, .. moments.Mean, .. moments.Variance];

    private static RunningMoments Unpack(double[] packed)
    {
        var size = (packed.Length - 1) / 2;
        var moments = new RunningMoments(size) { Count = packed[0] };
        packed.AsSpan(1, size).CopyTo(moments.Mean);
        packed.AsSpan(1 + size, size).CopyTo(moments.Variance);
        return moments;
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> numbers)
        where T : struct => MemoryMarshal.AsBytes(numbers).ToArray();

    private static T[] Numbers<T>(byte[] bytes)
        where T : struct => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
