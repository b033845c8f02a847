using Embodied.Sdk.Assays;

namespace Embodied.OdorPlume.Assays;

/// <summary>
/// One plume of the published evaluation. Published figures are read off the paper's plots (±2); the figures of hand-written agents were measured in
/// the published environment.
/// </summary>
internal sealed record SinghCondition
{
    /// <summary>All of them; the paper shows the first four.</summary>
    public static readonly IReadOnlyList<SinghCondition> All =
    [
        Make("constant", "constant", references: [("RNN, best five", "152, 143, 143, 126, 111"), ("GRU, best five", "182, 150, 145, 138, 125"), .. CastAndSurge("191", "178", "148")]),
        Make("sparse", "constant", density: 0.4, references: [("RNN, best five", "158, 115, 102, 87, 80"), ("GRU, best five", "196, 163, 157, 35, 0"), .. CastAndSurge("164", "175", "130")]),
        Make("switch-once", "switch45", references: [("RNN, best five", "133, 131, 121, 120, 53"), ("GRU, best five", "129, 124, 89, 79, 73"), .. CastAndSurge("57", "141", "88")]),
        Make("switch-many", "noisy3", references: [("RNN, best five", "103, 69, 67, 56, 22"), ("GRU, best five", "96, 64, 63, 5, 4"), .. CastAndSurge("0", "4", "38")]),
        Make("sparse-0.8", "constant", density: 0.8),
        Make("sparse-0.6", "constant", density: 0.6),
        Make("sparse-0.2", "constant", density: 0.2),
        Make("sparser", "constant", density: 0.4, diffusion: 0.5),
        Make("switch15", "switch15"),
        Make("switch30", "switch30"),
        .. new[] { 1, 2, 4, 5, 6 }.Select(n => Make($"noisy{n}", $"noisy{n}")),
    ];

    /// <summary>Its name in tables.</summary>
    public required string Name { get; init; }

    /// <summary>Settings of the task.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The earlier of the two starts [s]; the other is a second later.</summary>
    public required double TimeFrom { get; init; }

    /// <summary>Whether some episodes begin beside the plume.</summary>
    public required bool StartsAside { get; init; }

    /// <summary>Reported successes.</summary>
    public required IReadOnlyList<AssayReference> References { get; init; }

    private static SinghCondition Make(string name, string wind, double density = 1, double diffusion = 1, (string Source, string Successes)[]? references = null)
    {
        var switches = wind.StartsWith("switch", StringComparison.Ordinal);
        var settings = new Dictionary<string, string> { ["wind"] = wind };
        if (density < 1)
            settings["birthx_max"] = FormattableString.Invariant($"{density}");
        if (diffusion < 1)
            settings["diffusion_min"] = settings["diffusion_max"] = FormattableString.Invariant($"{diffusion}");
        return new()
        {
            Name = name,
            Settings = settings,
            TimeFrom = switches ? 58 : 60,
            StartsAside = !switches && !wind.StartsWith("noisy", StringComparison.Ordinal),
            References = [.. (references ?? []).Select(r => new AssayReference(r.Source, r.Successes))],
        };
    }

    private static (string Source, string Successes)[] CastAndSurge(string apparent, string ground, string narrow) =>
        [("cast and surge, apparent wind", apparent), ("cast and surge, ground wind", ground), ("the same, short casts", narrow)];
}
