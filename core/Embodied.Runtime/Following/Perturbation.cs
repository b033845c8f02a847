using System.Globalization;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Following;

/// <summary>In what a world is made other than the one in which an agent was trained.</summary>
public enum PerturbationKind
{
    /// <summary>Masses and inertias of all segments, times a factor.</summary>
    Mass,

    /// <summary>Friction coefficients of all solids, ground included, times a factor.</summary>
    Friction,

    /// <summary>Pushes of the root in random directions, once a second on average [m/s].</summary>
    Push,

    /// <summary>Noise on the controls, in units of action.</summary>
    Noise,

    /// <summary>Size of the body, times a factor, with motions of that size.</summary>
    Size,

    /// <summary>Control steps by which whoever acts sees the world late.</summary>
    Delay,
}

/// <summary>One condition under which everybody follows the same windows again.</summary>
/// <param name="Kind">What is other.</param>
/// <param name="Value">How far.</param>
public sealed record Perturbation(PerturbationKind Kind, double Value)
{
    // Longer than any reflex, and what is kept of the past is bounded.
    private const int LongestDelay = 1000;

    /// <summary>The condition in words.</summary>
    public string Name => Kind switch
    {
        PerturbationKind.Mass => $"mass × {Number}",
        PerturbationKind.Friction => $"friction × {Number}",
        PerturbationKind.Push => $"pushes of {Number} m/s",
        PerturbationKind.Noise => $"noise of {Number}",
        PerturbationKind.Size => $"size × {Number}",
        _ => Value == 1 ? "1 step late" : $"{Number} steps late",
    };

    /// <summary>Factor on the size of the body.</summary>
    internal double Scale => Kind == PerturbationKind.Size ? Value : 1;

    /// <summary>Control steps by which observations are late.</summary>
    internal int Delay => Kind == PerturbationKind.Delay ? (int)Value : 0;

    /// <summary>Settings of the task that make the condition; none for what they cannot.</summary>
    internal IReadOnlyDictionary<string, string> Settings => Kind switch
    {
        PerturbationKind.Push => new Dictionary<string, string> { ["push_every"] = "1", ["push_speed"] = Number },
        PerturbationKind.Noise => new Dictionary<string, string> { ["noise"] = Number },
        _ => new Dictionary<string, string>(),
    };

    /// <summary>Whether bodies are of other matter.</summary>
    internal bool ChangesMatter => Kind is PerturbationKind.Mass or PerturbationKind.Friction;

    private string Number => Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>KIND=VALUE,VALUE</c>.</summary>
    /// <param name="place">Where it stands, for messages.</param>
    /// <param name="text">What is written.</param>
    /// <exception cref="InputException">The kind is unknown or a value is out of range.</exception>
    public static IReadOnlyList<Perturbation> Read(string place, string text)
    {
        string[] kinds = [.. Enum.GetNames<PerturbationKind>().Select(n => n.ToLowerInvariant())];
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (Array.IndexOf(kinds, parts[0]) is not (>= 0 and var kind))
            throw new InputException(place, $"is of the kind '{parts[0]}'; expected {string.Join(", ", kinds)}", "--perturb mass=0.8,1.2");
        string[] values = parts.Length < 2 ? [] : parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return values.Length > 0
            ? [.. values.Select(v => One(place, (PerturbationKind)kind, v)).Distinct()]
            : throw new InputException(place, $"'{text}' has no values", $"--perturb {parts[0]}={Example((PerturbationKind)kind)}");
    }

    /// <summary>The model of other matter; the caller disposes it.</summary>
    internal MujocoModel Change(MujocoModel model) => model.OfOtherMatter(Kind == PerturbationKind.Mass ? Value : 1, Kind == PerturbationKind.Friction ? Value : 1);

    private static Perturbation One(string place, PerturbationKind kind, string text)
    {
        var read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : double.NaN;
        var (fits, expected) = kind switch
        {
            PerturbationKind.Mass => (read is >= 0.01 and <= 100, "a factor of 0.01 to 100"),
            PerturbationKind.Friction => (read is >= 0 and <= 100, "a factor of 0 to 100"),
            PerturbationKind.Size => (read is >= 0.1 and <= 10, "a factor of 0.1 to 10"),
            PerturbationKind.Push => (read is > 0 and <= 100, "a speed above 0, up to 100 m/s"),
            PerturbationKind.Noise => (read is > 0 and <= 10, "a share of action above 0, up to 10"),
            _ => (read is >= 1 and <= LongestDelay && read == Math.Floor(read), $"a whole number of control steps, 1 to {LongestDelay}"),
        };
        return fits ? new(kind, read) : throw new InputException(place, $"has {kind.ToString().ToLowerInvariant()} '{text}'; expected {expected}");
    }

    private static string Example(PerturbationKind kind) => kind switch
    {
        PerturbationKind.Mass => "0.8,1.2",
        PerturbationKind.Friction => "0.5,2",
        PerturbationKind.Push => "0.2,0.5",
        PerturbationKind.Noise => "0.05,0.1",
        PerturbationKind.Size => "0.9,1.1",
        _ => "1,2",
    };
}
