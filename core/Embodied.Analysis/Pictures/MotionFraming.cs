using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Analysis.Pictures;

/// <summary>
/// Where an automatic camera looks: at the middle of the animal, smoothed over half a second so that the picture does not shake, from a distance that
/// shows its largest extent in any frame.
/// </summary>
internal sealed class MotionFraming
{
    /// <summary>Vertical field of view of a free camera [degrees], the engine's default.</summary>
    private const double FieldOfView = 45;

    /// <summary>Segment origins lie inside the animal; its surface reaches further.</summary>
    private const double Margin = 1.35;

    private readonly Vec3[] _centres;

    private MotionFraming(Vec3[] centres, double extent, double heading) => (_centres, Extent, Heading) = (centres, extent, heading);

    /// <summary>Largest diagonal of the box around the segments, in the unit of the scene.</summary>
    public double Extent { get; }

    /// <summary>Where the body faces in the first frame, from +x towards +y [degrees].</summary>
    public double Heading { get; }

    /// <summary>Looks at all frames of a motion.</summary>
    /// <param name="segments">Poses the body at a frame and gives its segments' origins, [segments × 3], the world first.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="halfWindow">Frames to each side that are averaged.</param>
    /// <param name="heading">Where the body faces in the first frame [degrees].</param>
    public static MotionFraming Of(Func<int, double[]> segments, int frames, int halfWindow, double heading)
    {
        var centres = new Vec3[frames];
        var extent = 0.0;
        for (var frame = 0; frame < frames; frame++)
        {
            var (low, high) = Box(segments(frame));
            centres[frame] = 0.5 * (low + high);
            extent = Math.Max(extent, (high - low).Length);
        }
        return new(Smoothed(centres, halfWindow), extent > 0 ? extent : 1, heading);
    }

    /// <summary>The view of a frame.</summary>
    public View At(int frame, MotionPictureOptions options)
    {
        // The narrower side of the picture decides.
        var narrow = Math.Min(1.0, (double)options.Width / options.Height);
        var distance = Margin * Extent / 2 / Math.Tan(FieldOfView / 2 * Math.PI / 180) / narrow / options.Zoom;
        return new() { LookAt = _centres[frame], Distance = distance, Azimuth = Heading + options.Azimuth, Elevation = options.Elevation };
    }

    private static (Vec3 Low, Vec3 High) Box(double[] points)
    {
        Vec3 low = new(double.MaxValue, double.MaxValue, double.MaxValue), high = -1 * low;
        for (var i = 3; i < points.Length; i += 3)
        {
            low = new(Math.Min(low.X, points[i]), Math.Min(low.Y, points[i + 1]), Math.Min(low.Z, points[i + 2]));
            high = new(Math.Max(high.X, points[i]), Math.Max(high.Y, points[i + 1]), Math.Max(high.Z, points[i + 2]));
        }
        return (low, high);
    }

    private static Vec3[] Smoothed(Vec3[] values, int halfWindow)
    {
        var result = new Vec3[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            // A window that stays symmetric at the ends does not lag there.
            var half = Math.Min(halfWindow, Math.Min(i, values.Length - 1 - i));
            var sum = Vec3.Zero;
            for (var j = i - half; j <= i + half; j++)
                sum += values[j];
            result[i] = (1.0 / ((2 * half) + 1)) * sum;
        }
        return result;
    }
}
