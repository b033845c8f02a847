using System.Text.Json.Serialization;

namespace Embodied.Runtime.Benchmarks;

/// <summary>What the whole environment costs on top of the bare physics. Steps are integration steps.</summary>
public sealed record PhysicsBenchmarkResult
{
    /// <summary>The body.</summary>
    [JsonPropertyName("body")]
    public required string Body { get; init; }

    /// <summary>The engine and its version.</summary>
    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    /// <summary>Integration steps per second of the simulation alone, on one thread.</summary>
    [JsonPropertyName("bare_steps_per_second")]
    public required double BareStepsPerSecond { get; init; }

    /// <summary>The same inside the environment: with actuation, observation and reward.</summary>
    [JsonPropertyName("environment_steps_per_second")]
    public required double EnvironmentStepsPerSecond { get; init; }

    /// <summary>Environment over bare; 1 is no cost at all.</summary>
    [JsonPropertyName("ratio")]
    public required double Ratio { get; init; }

    /// <summary>Speed of many worlds on two threads over one thread; 2 is perfect.</summary>
    [JsonPropertyName("two_thread_ratio")]
    public required double TwoThreadRatio { get; init; }

    /// <summary>Managed memory allocated per integration step, the worst of all kinds of runs.</summary>
    [JsonPropertyName("bytes_per_step")]
    public required double BytesPerStep { get; init; }

    /// <summary>Whether bare and environment, and one and two threads, went through the same states to the bit.</summary>
    [JsonPropertyName("trajectories_equal")]
    public required bool TrajectoriesEqual { get; init; }
}
