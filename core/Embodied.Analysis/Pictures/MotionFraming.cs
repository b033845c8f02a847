using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Analysis.Pictures;

/// <summary>
/// Where an automatic camera looks: at the middle of the animal, smoothed so that the picture does not shake, from the distance at which the
/// box around the segments is inside the picture in every frame.
/// </summary>
internal sealed class MotionFraming
{
    /// <summary>Vertical field of view of a free camera [degrees], the engine's default.</summary>
    private const double FieldOfView = 45;

    /// <summary>Segment origins lie inside the animal; its surface reaches further.</summary>
    private const double Margin = 1.25;

    private readonly Vec3[] _centres;
    private readonly View _view;

    /// <summary>Looks at the boxes around the segments of every frame.</summary>
    /// <param name="boxes">Lowest and highest coordinates of each frame.</param>
    /// <param name="halfWindow">Frames to each side that are averaged.</param>
    /// <param name="heading">Where the body faces in the first frame, from +x towards +y [degrees].</param>
    /// <param name="options">Direction and size of the pictures.</param>
    public MotionFraming((Vec3 Low, Vec3 High)[] boxes, int halfWindow, double heading, MotionPictureOptions options)
    {
        _centres = Smoothed([.. boxes.Select(b => 0.5 * (b.Low + b.High))], halfWindow);
        var extent = boxes.Max(b => (b.High - b.Low).Length);
        Extent = extent > 0 ? extent : 1;
        _view = new() { Azimuth = heading + options.Azimuth, Elevation = options.Elevation };
        var needed = boxes.Select((box, frame) => Needed(box, _centres[frame], (double)options.Width / options.Height)).Max();
        _view = _view with { Distance = Margin * Math.Max(needed, 0.6 * Extent) / options.Zoom };
    }

    /// <summary>Largest diagonal of the boxes, in the unit of the scene.</summary>
    public double Extent { get; }

    /// <summary>The box around points, [points × 3], that leaves out the first (the world).</summary>
    public static (Vec3 Low, Vec3 High) Box(ReadOnlySpan<double> points)
    {
        Vec3 low = new(double.MaxValue, double.MaxValue, double.MaxValue), high = -1 * low;
        for (var i = 3; i < points.Length; i += 3)
        {
            low = new(Math.Min(low.X, points[i]), Math.Min(low.Y, points[i + 1]), Math.Min(low.Z, points[i + 2]));
            high = new(Math.Max(high.X, points[i]), Math.Max(high.Y, points[i + 1]), Math.Max(high.Z, points[i + 2]));
        }
        return (low, high);
    }

    /// <summary>The view of a frame.</summary>
    public View At(int frame) => _view with { LookAt = _centres[frame] };

    /// <summary>Distance from which all corners of a box project into the picture.</summary>
    private double Needed((Vec3 Low, Vec3 High) box, Vec3 lookAt, double aspect)
    {
        var (azimuth, elevation) = (_view.Azimuth * Math.PI / 180, _view.Elevation * Math.PI / 180);
        var right = new Vec3(Math.Sin(azimuth), -Math.Cos(azimuth), 0);
        var forward = new Vec3(Math.Cos(elevation) * Math.Cos(azimuth), Math.Cos(elevation) * Math.Sin(azimuth), Math.Sin(elevation));
        var up = right.Cross(forward);
        var vertical = Math.Tan(FieldOfView / 2 * Math.PI / 180);
        var distance = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var at = new Vec3(
                (corner & 1) == 0 ? box.Low.X : box.High.X,
                (corner & 2) == 0 ? box.Low.Y : box.High.Y,
                (corner & 4) == 0 ? box.Low.Z : box.High.Z) - lookAt;
            var side = Math.Max(Math.Abs(at.Dot(right)) / (vertical * aspect), Math.Abs(at.Dot(up)) / vertical);
            distance = Math.Max(distance, side - at.Dot(forward));
        }
        return distance;
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
