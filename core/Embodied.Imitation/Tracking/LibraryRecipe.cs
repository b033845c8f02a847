using Embodied.Sdk.Bodies;
using Embodied.Sdk.Settings;

namespace Embodied.Imitation.Tracking;

/// <summary>How a library of synthetic motions is made: same recipe, same bits.</summary>
/// <param name="Generator">Catalog id of the generator of poses.</param>
/// <param name="Body">Catalog id of the body.</param>
/// <param name="Options">How the body is wanted.</param>
/// <param name="Seconds">Length of all clips together [s].</param>
/// <param name="Seed">Seed of the poses and of which clips are held back.</param>
/// <param name="TestShare">Share of the clips of each behaviour that is held back.</param>
public sealed record LibraryRecipe(string Generator, string Body, BodyOptions Options, double Seconds, ulong Seed, double TestShare)
{
    private const string Prefix = "reference.";

    internal static readonly string[] Names =
        [.. ((string[])["generator", "body", "scale", "scaling", "actuation", "modify", "seconds", "seed", "test_share"]).Select(n => Prefix + n)];

    /// <summary>The recipe among the settings of a task; null where there is none.</summary>
    /// <exception cref="Sdk.Errors.InputException">A setting is missing or out of range.</exception>
    public static LibraryRecipe? Of(IReadOnlyDictionary<string, string> settings) =>
        From(new($"task '{TrackingTask.TaskId}'", settings.Only(k => Names.Contains(k)), Names));

    /// <summary>Reads the settings below <c>reference.</c>; null where they name no generator.</summary>
    /// <exception cref="Sdk.Errors.InputException">One is missing or out of range.</exception>
    internal static LibraryRecipe? From(PartSettings s)
    {
        if (s.Text(Prefix + "generator", "") is not { Length: > 0 } generator)
            return Names.FirstOrDefault(s.Has) is { } odd ? throw s.Wrong(odd, $"has {odd} without {Prefix}generator", "Say which generator makes the motions.") : null;
        if (s.Text(Prefix + "body", "") is not { Length: > 0 } body)
            throw s.Wrong(Prefix + "generator", $"has no {Prefix}body", "Say whose motions are to be made.");
        var options = BodyOptions.Default with
        {
            Scale = s.Number(Prefix + "scale", 1, 1e-3, 1e3),
            ScalingRule = Word(s, "scaling"),
            Actuation = Word(s, "actuation"),
            Modifications = s.Text(Prefix + "modify", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        return new(generator, body, options, s.Number(Prefix + "seconds", 100, 1, 1e5), (ulong)s.Count(Prefix + "seed", 1), s.Number(Prefix + "test_share", 0.2, 0, 1));
    }

    private static string? Word(PartSettings s, string name) => s.Text(Prefix + name, "") is { Length: > 0 } word ? word : null;
}
