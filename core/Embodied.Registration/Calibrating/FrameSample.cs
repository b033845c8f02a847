using Embodied.Registration.Solving;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;

namespace Embodied.Registration.Calibrating;

/// <summary>Draws frames for calibration.</summary>
internal static class FrameSample
{
    /// <summary>One frame in so many is kept from the fit and tells whether it still gets better; fewer frames than these are all fitted.</summary>
    private const int HoldOutOneIn = 5;

    private const int FewestToHoldOut = 50;

    /// <summary>
    /// Up to <paramref name="count"/> usable frames to fit, uniformly and without repetition, in order of time, and a quarter as many besides that are held out.
    /// </summary>
    /// <param name="reader">The frames.</param>
    /// <param name="count">How many.</param>
    /// <param name="fewest">How many there must be.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="place">The recording, for messages.</param>
    /// <exception cref="InputException">Too few frames show enough keypoints.</exception>
    public static (int[] Frames, bool[] HeldOut) Draw(FrameReader reader, int count, int fewest, ulong seed, string place)
    {
        var usable = Enumerable.Range(0, reader.Frames).Where(reader.IsUsable).ToArray();
        if (usable.Length < fewest)
        {
            throw new InputException(
                place,
                $"{usable.Length} of {reader.Frames} frames show enough keypoints, registration needs at least {fewest}",
                "Give a longer recording, fixed offsets, or a lower minimum of keypoints.");
        }
        var random = new RandomStream(seed);
        var size = Math.Min(count + (count / (HoldOutOneIn - 1)), usable.Length);
        for (var i = 0; i < size; i++)
        {
            var j = i + random.NextInt(usable.Length - i);
            (usable[i], usable[j]) = (usable[j], usable[i]);
        }
        var fitted = size < FewestToHoldOut ? size : Math.Min(count, size - (size / HoldOutOneIn));
        var order = Enumerable.Range(0, size).OrderBy(i => usable[i]).ToArray();
        return ([.. order.Select(i => usable[i])], [.. order.Select(i => i >= fitted)]);
    }
}
