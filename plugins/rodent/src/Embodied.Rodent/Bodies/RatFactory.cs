using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Rodent.Bodies;

/// <summary>
/// The rat of dm_control (Merel et al. 2020) as the virtual rodent uses it (Aldarondo et al. 2024): at any scale, under either published scaling
/// rule, with position servos or torque motors, with or without the changed paw ranges.
/// </summary>
/// <param name="reader">Reads the figures.</param>
/// <param name="file">Path of the figures.</param>
public sealed class RatFactory(IBodyReader reader, string file) : IBodyFactory
{
    /// <summary>Catalog id of the body.</summary>
    public const string Id = "rodent/rat";

    private readonly Lazy<BodyDocument> _document = new(() => reader.Read(file));

    /// <inheritdoc/>
    public BodyChoices Choices { get; } = new()
    {
        Summary = "Rat: 65 segments, 67 hinges, 38 actuators, 23 keypoints (dm_control's rodent)",
        ScalingRules = [DmControlScaling.Name, TrackMjxScaling.Name],
        Actuations = [RatActuation.Position, RatActuation.Torque],
        Modifications = [PawRanges.Name],
        Scales = new(0.25, 4),
    };

    /// <inheritdoc/>
    public IBody Create(BodyOptions options)
    {
        Check(options);
        var document = _document.Value;
        var figures = document.Figures;
        if (options.Modifications.Contains(PawRanges.Name))
            figures = PawRanges.Apply(figures);
        if (options.Actuation == RatActuation.Torque)
            figures = RatActuation.ToTorque(figures);
        figures = options.ScalingRule == TrackMjxScaling.Name
            ? TrackMjxScaling.Apply(figures, options.Scale)
            : DmControlScaling.Apply(figures, document.JointsAnchoredByClass, options.Scale);
        return new Rat(Id, Scaled(document.Roles, options.Scale), new FigureSource(figures));
    }

    // Registration multiplies the first offsets by the scale of the body (stac, compute_stac.py), and so does whoever stands on scaled legs.
    private static BodyRoles Scaled(BodyRoles roles, double scale) => roles with
    {
        StandingHeight = scale * roles.StandingHeight,
        BodyLength = scale * roles.BodyLength,
        Keypoints = [.. roles.Keypoints.Select(k => k with { Offset = scale * k.Offset })],
    };

    private void Check(BodyOptions options)
    {
        if (!(options.Scale >= Choices.Scales.Low && options.Scale <= Choices.Scales.High))
        {
            throw new InputException(
                $"{Id}: scale",
                $"expected {Choices.Scales.Low} … {Choices.Scales.High}, found {options.Scale}",
                "1 is the body as published; the imitation studies use 0.9.");
        }

        Require("scaling rule", options.ScalingRule, Choices.ScalingRules);
        Require("actuation", options.Actuation, Choices.Actuations);
        foreach (var modification in options.Modifications)
            Require("modification", modification, Choices.Modifications);
    }

    private static void Require(string what, string? value, IReadOnlyList<string> valid)
    {
        if (!string.IsNullOrEmpty(value) && !valid.Contains(value))
            throw new InputException($"{Id}: {what}", $"unknown {what} '{value}'", NearestName.Hint(value, valid));
    }
}
