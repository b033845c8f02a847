using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Checkpoints;

/// <summary>Opens saved agents: network, normaliser and action transform come from the one file.</summary>
public static class SavedAgent
{
    /// <summary>Ending of agents and checkpoints.</summary>
    public const string Extension = ".agent";

    /// <summary>Name of the newest checkpoint in a run.</summary>
    public const string Last = "last" + Extension;

    /// <summary>Name of the checkpoint with the best episodes in a run.</summary>
    public const string Best = "best" + Extension;

    /// <summary>Opens an agent as a controller.</summary>
    /// <param name="path">An agent file, or the folder of a run.</param>
    /// <exception cref="InputException">There is none, or it is damaged.</exception>
    public static NetworkController Open(string path) => Controller(Checkpoint.Read(Find(path)));

    /// <summary>Opens an agent for an environment.</summary>
    /// <param name="path">An agent file, or the folder of a run.</param>
    /// <param name="observation">What the environment shows.</param>
    /// <param name="action">What it takes.</param>
    /// <exception cref="InputException">The layouts differ; names the channels.</exception>
    public static NetworkController Open(string path, Layout observation, Layout action)
    {
        var file = Find(path);
        var checkpoint = Checkpoint.Read(file);
        RequireSame(file, "observation", checkpoint.Facts.Observation, observation);
        RequireSame(file, "action", checkpoint.Facts.Action, action);
        return Controller(checkpoint);
    }

    /// <summary>What the agent says about itself.</summary>
    public static AgentFacts Facts(string path) => Checkpoint.Read(Find(path)).Facts;

    /// <summary>The agent file for a file or a run folder.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return path;
        var last = Path.Combine(path, "checkpoints", Last);
        return File.Exists(last) ? last
            : throw new InputException(path, "holds no agent", $"Give an {Extension} file or the folder of a run that wrote a checkpoint.");
    }

    internal static void RequireSame(string place, string what, IReadOnlyList<Channel> saved, Layout found)
    {
        static string Text(Channel c) => $"{c.Name}[{c.Size}] {c.Unit}";
        var (before, now) = (saved.Select(Text).ToList(), found.Channels.Select(Text).ToList());
        if (before.SequenceEqual(now, StringComparer.Ordinal))
            return;
        var differences = before.Except(now, StringComparer.Ordinal).Select(c => $"-{c}").Concat(now.Except(before, StringComparer.Ordinal).Select(c => $"+{c}")).ToList();
        var list = differences.Count > 0 ? string.Join(", ", differences) : "the same channels in another order";
        throw new InputException(place, $"was trained with another {what} layout: {list} (- agent, + environment)", "Use the experiment that trained it; it is stored inside.");
    }

    private static NetworkController Controller(Checkpoint checkpoint)
    {
        var facts = checkpoint.Facts;
        var shape = new NetworkShape(facts.Network, new Layout(facts.Observation), new Layout(facts.Action).Size);
        return new(shape, checkpoint.Parameters, Normalizer(checkpoint.Observations));
    }

    internal static ObservationNormalizer Normalizer(RunningMoments moments)
    {
        var normalizer = new ObservationNormalizer(moments.Mean.Length);
        moments.Mean.CopyTo(normalizer.Moments.Mean, 0);
        moments.Variance.CopyTo(normalizer.Moments.Variance, 0);
        normalizer.Moments.Count = moments.Count;
        normalizer.Refresh();
        return normalizer;
    }
}
