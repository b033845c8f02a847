namespace Embodied.Sdk.Assays;

/// <summary>Names of the channels in a recorded assay: one recording per condition, its episodes one after the other.</summary>
public static class AssayChannels
{
    /// <summary>Reward of each step [steps × 1].</summary>
    public const string Reward = "reward";

    /// <summary>Memory of the controller after it acted [steps × state size].</summary>
    public const string State = "state";

    /// <summary>Steps of each episode [episodes].</summary>
    public const string Lengths = "episodes/lengths";

    /// <summary>How each episode ended, as an index into the outcomes of the task; −1 where nobody says [episodes].</summary>
    public const string Outcomes = "episodes/outcomes";

    /// <summary>Numeric settings of each episode [settings × episodes]; their names are the labels.</summary>
    public const string Settings = "episodes/settings";

    /// <summary>Name, among the settings of the provenance, under which the condition stands.</summary>
    public const string Condition = "assay.condition";

    /// <summary>An observation channel as the controller saw it [steps × size].</summary>
    public static string Observation(string channel) => $"observation/{channel}";

    /// <summary>An action channel [steps × size].</summary>
    public static string Action(string channel) => $"action/{channel}";

    /// <summary>A probe of the controller after it acted [steps × size].</summary>
    public static string Probe(string channel) => $"probes/{channel}";
}
