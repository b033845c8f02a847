using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tracking;

/// <summary>Published rewards for following a motion, by name. Rates are per m², rad² and rad²/s²; every weight can be changed.</summary>
internal static class RewardSets
{
    // dm_control, locomotion/tasks/reference_pose/rewards.py (multi_term_pose_reward_fn).
    private static readonly RewardTerm[] MultiTerm =
    [
        RewardTerm.Near("center_of_mass", 0.1, 10, c => c.Centre),
        RewardTerm.Near("joint_velocities", 1, 0.1, c => c.JointVelocities),
        RewardTerm.Near("appendages", 0.15, 40, c => c.Appendages),
        RewardTerm.Near("orientations", 0.65, 2, c => c.Orientations),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, RewardTerm[]> All { get; } = new Dictionary<string, RewardTerm[]>(StringComparer.Ordinal)
    {
        // The public terms with the cost of torque (Aldarondo et al. 2024); the weights of the paper's own set are unpublished.
        ["mimic-2024"] = [.. MultiTerm, RewardTerm.Cost("actuator_force", 0.015, c => c.Force)],
        // Half the distance from termination, half the terms (Hasenclever et al. 2020).
        ["comic"] = [new("deviation", 0.5, (_, deviation) => 1 - deviation), .. MultiTerm.Select(t => t with { Weight = 0.5 * t.Weight })],
        // MIMIC-MJX (Zhang et al. 2025), table 1.
        ["track-mjx"] =
        [
            RewardTerm.Near("root_position", 1, 400, c => c.Root),
            RewardTerm.Near("root_orientation", 1, 4, c => c.RootHalfAngle),
            RewardTerm.Near("joints", 1, 0.25, c => c.Joints),
            RewardTerm.Near("end_effectors", 1, 500, c => c.Effectors),
            RewardTerm.Cost("control", 0.02, c => c.Controls),
            RewardTerm.Cost("control_change", 0.02, c => c.ControlChange),
            RewardTerm.Cost("energy", 0.01, c => c.Power, most: 50),
        ],
        // The configuration published by E. Wärnberg: exp(−(d/scale)²), scales 5 cm, 0.5 rad, 2 rad, 5 rad/s, 2 cm.
        ["julia"] =
        [
            RewardTerm.Near("center_of_mass", 1, 1 / (0.05 * 0.05), c => c.Centre),
            RewardTerm.Near("root_orientation", 1, 4 / (0.5 * 0.5), c => c.RootHalfAngle),
            RewardTerm.Near("joints", 1, 1 / (2.0 * 2.0), c => c.Joints),
            RewardTerm.Near("joint_velocities", 1, 1 / (5.0 * 5.0), c => c.JointVelocities),
            RewardTerm.Near("appendages", 1, 1 / (0.02 * 0.02), c => c.Appendages),
            RewardTerm.Cost("control", 0.005, c => c.Controls),
            RewardTerm.Cost("energy", 0.001, c => c.Power),
            new("alive", 0.1, (_, _) => 1),
        ],
    };

    /// <summary>A set with changed weights.</summary>
    /// <exception cref="InputException">A term is not in the set; names the nearest.</exception>
    public static RewardTerm[] With(string place, string set, IReadOnlyDictionary<string, double> weights)
    {
        var terms = All[set];
        if (weights.Keys.FirstOrDefault(k => terms.All(t => t.Name != k)) is { } unknown)
            throw new InputException(place, $"the reward '{set}' has no term '{unknown}'", NearestName.Hint(unknown, terms.Select(t => t.Name)));
        return [.. terms.Select(t => weights.TryGetValue(t.Name, out var weight) ? t with { Weight = weight } : t)];
    }
}
