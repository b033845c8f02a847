using System.Globalization;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Keypoints;

/// <summary>Finds out when the frames were taken, from what the file says, what the body is known for and what the user says.</summary>
internal static class SampleTimes
{
    /// <summary>Intervals that differ by less than this share count as equal.</summary>
    private const double EqualIntervals = 0.01;

    /// <summary>Rates that differ by less than this share count as one.</summary>
    private const double EqualRates = 0.01;

    /// <summary>A rate this close to a whole number is that number; the rest is rounding in the timestamps.</summary>
    private const double Rounding = 1e-6;

    /// <summary>The user's rate, else the expected one, else the file's.</summary>
    /// <exception cref="InputException">Nobody knows.</exception>
    public static TimeBase Decide(TimeBase? stated, ImportOptions options, string place, List<string> notes)
    {
        CheckRate(options.Rate, "--rate");
        CheckRate(options.ExpectedRate, "the body's recording rate");
        var start = stated?.Start ?? 0;
        if (options.Rate is { } given)
        {
            if (stated is not null && !Agree(stated, given))
                notes.Add($"The file says {Describe(stated)}; {Figure(given)} Hz was given and used.");
            return TimeBase.Regular(given, start);
        }

        if (options.ExpectedRate is { } expected && (stated is null || (stated.Rate > 0 && !Agree(stated, expected))))
        {
            notes.Add(stated is null
                ? $"The file names no rate: read at {Figure(expected)} Hz, the rate that recordings of this body are made at. Overrule with --rate."
                : $"The file says {Describe(stated)}, but recordings of this body are made at {Figure(expected)} Hz: read at {Figure(expected)} Hz. "
                    + $"Keep the file's with --rate {Figure(stated.Rate)}.");
            return TimeBase.Regular(expected, start);
        }

        return stated ?? throw new InputException(place, "the file does not say how many frames per second it holds.", "Tell it with --rate, e.g. --rate 50.");
    }

    /// <summary>Timestamps as a time base: regular where the intervals are equal.</summary>
    /// <exception cref="InputException">A time is missing, or times do not increase.</exception>
    public static TimeBase? FromTimestamps(double[] times, string place)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]))
                throw new InputException(place, $"time {i} is {times[i]}; expected seconds.", "Export the timestamps again.");
            if (i > 0 && times[i] <= times[i - 1])
                throw new InputException(place, Invariant($"time {i} is {times[i]} s after {times[i - 1]} s; times must increase."), "Sort the frames, or export them again.");
        }

        if (times.Length < 2)
            return null;
        var interval = (times[^1] - times[0]) / (times.Length - 1);
        var equal = !times.Skip(1).Where((t, i) => Math.Abs(t - times[i] - interval) > EqualIntervals * interval).Any();
        return equal ? TimeBase.Regular(Tidy(1 / interval), times[0]) : TimeBase.Irregular(times);
    }

    /// <summary>The times of frames of which the file gives the numbers: some may be missing, or only every n-th be there.</summary>
    /// <exception cref="InputException">The numbers do not increase.</exception>
    public static TimeBase Numbered(TimeBase time, double[]? numbers, int frames, string place, List<string> notes)
    {
        if (numbers is null || time.Rate <= 0)
            return time;
        if (numbers.Length != frames)
        {
            notes.Add($"The file numbers {numbers.Length} frames and holds {frames}: the numbers were left out.");
            return time;
        }

        var times = FromTimestamps([.. numbers.Select(n => time.Start + ((n - numbers[0]) / time.Rate))], place);
        if (times is null || (times.Rate > 0 && Agree(times, time.Rate)))
            return time;
        notes.Add(times.Rate > 0
            ? $"The file numbers its frames in steps of {Figure(time.Rate / times.Rate)} at {Figure(time.Rate)} Hz: read at {Figure(times.Rate)} Hz."
            : $"The file's frame numbers have gaps: frames keep their own times at {Figure(time.Rate)} Hz.");
        return times;
    }

    /// <summary>Seconds in a unit of time, or null for a name that is none.</summary>
    public static double? Seconds(string? unit) => unit?.Trim().ToLowerInvariant() switch
    {
        "s" or "sec" or "second" or "seconds" => 1,
        "ms" or "millisecond" or "milliseconds" => 1e-3,
        "us" or "µs" or "μs" or "microsecond" or "microseconds" => 1e-6,
        "ns" or "nanosecond" or "nanoseconds" => 1e-9,
        "min" or "minute" or "minutes" => 60,
        "h" or "hour" or "hours" => 3600,
        _ => null,
    };

    private static void CheckRate(double? rate, string place)
    {
        if (rate is { } value && !(value > 0 && double.IsFinite(value)))
            throw new InputException(place, Invariant($"{value} is no rate; expected frames per second above 0."), "Give frames per second, e.g. 50.");
    }

    private static bool Agree(TimeBase stated, double rate) => stated.Rate > 0 && Math.Abs(stated.Rate - rate) <= EqualRates * rate;

    private static double Tidy(double rate) => Math.Abs(rate - Math.Round(rate)) <= Rounding * rate ? Math.Round(rate) : rate;

    private static string Describe(TimeBase time) => time.Rate > 0 ? $"{Figure(time.Rate)} Hz" : "irregular timestamps";

    private static string Figure(double value) => value.ToString("g6", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
