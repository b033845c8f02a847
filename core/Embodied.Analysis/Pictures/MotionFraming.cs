using System.Numerics.Tensors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Analysis.Pictures;

/// <summary>
/// Where an automatic camera looks: at the middle of the animal as the picture shows it, from the distance at which the animal fills most of the
/// picture. Both follow the animal, smoothed so that the picture neither shakes nor pumps. Where one clip ends and the next begins elsewhere, the camera is there at once.
/// </summary>
internal sealed class MotionFraming
{
    /// <summary>Vertical field of view of a free camera [degrees], the engine's default.</summary>
    private const double FieldOfView = 45;

    /// <summary>Segment origins lie inside the animal; its surface reaches further.</summary>
    private const double Margin = 1.32;

    /// <summary>Nearest that the camera comes, relative to the animal's largest extent, also when it looks along a curled-up animal.</summary>
    private const double Nearest = 0.72;

    /// <summary>Whoever is elsewhere a frame later by more than this, relative to its largest extent, has not moved there.</summary>
    private const double Jump = 1;

    private readonly Vec3[] _centres;
    private readonly double[] _distances;
    private readonly View _view;
    private readonly Vec3 _right;
    private readonly Vec3 _up;
    private readonly Vec3 _forward;
    private readonly double _widthPerDistance;
    private readonly double _heightPerDistance;
    private readonly double _zoom;

    /// <summary>Prepares for a motion; <see cref="Include"/> every frame, then <see cref="Smooth"/>.</summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="heading">Where the body faces in the first frame, from +x towards +y [degrees].</param>
    /// <param name="options">Direction and size of the pictures.</param>
    public MotionFraming(int frames, double heading, MotionPictureOptions options)
    {
        (_centres, _distances, _zoom) = (new Vec3[frames], new double[frames], options.Zoom);
        _view = new() { Azimuth = heading + options.Azimuth, Elevation = options.Elevation };
        var (azimuth, elevation) = (_view.Azimuth * Math.PI / 180, _view.Elevation * Math.PI / 180);
        _right = new Vec3(Math.Sin(azimuth), -Math.Cos(azimuth), 0);
        _forward = new Vec3(Math.Cos(elevation) * Math.Cos(azimuth), Math.Cos(elevation) * Math.Sin(azimuth), Math.Sin(elevation));
        _up = _right.Cross(_forward);
        _heightPerDistance = Math.Tan(FieldOfView / 2 * Math.PI / 180);
        _widthPerDistance = _heightPerDistance * options.Width / options.Height;
    }

    /// <summary>Largest extent of the animal in any frame, in the unit of the scene.</summary>
    public double Extent { get; private set; }

    /// <summary>Takes a frame's points into account, [points × 3], leaving out the first (the world).</summary>
    public void Include(int frame, ReadOnlySpan<double> points)
    {
        var (low, high) = (new Vec3(double.MaxValue, double.MaxValue, double.MaxValue), new Vec3(double.MinValue, double.MinValue, double.MinValue));
        for (var i = 3; i < points.Length; i += 3)
        {
            var p = InView(points.Slice(i, 3));
            low = new(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }
        var middle = 0.5 * (low + high);
        _centres[frame] = (middle.X * _right) + (middle.Y * _up) + (middle.Z * _forward);
        for (var i = 3; i < points.Length; i += 3)
        {
            var p = InView(points.Slice(i, 3)) - middle;
            var needed = Math.Max(Math.Abs(p.X) / _widthPerDistance, Math.Abs(p.Y) / _heightPerDistance) - p.Z;
            _distances[frame] = Math.Max(_distances[frame], needed);
        }
        Extent = Math.Max(Extent, (high - low).Length);
    }

    /// <summary>Smooths the path of the camera.</summary>
    /// <param name="halfWindow">Frames to each side over which it is averaged.</param>
    public void Smooth(int halfWindow)
    {
        Extent = Extent > 0 ? Extent : 1;
        for (var first = 0; first < _centres.Length;)
        {
            var end = first + 1;
            while (end < _centres.Length && (_centres[end] - _centres[end - 1]).Length <= Jump * Extent)
                end++;
            SmoothShot(_centres.AsSpan(first, end - first), _distances.AsSpan(first, end - first), halfWindow);
            first = end;
        }
    }

    /// <summary>The view of a frame.</summary>
    public View At(int frame) => _view with { LookAt = _centres[frame], Distance = _distances[frame] };

    private Vec3 InView(ReadOnlySpan<double> p)
    {
        var point = new Vec3(p[0], p[1], p[2]);
        return new(point.Dot(_right), point.Dot(_up), point.Dot(_forward));
    }

    private void SmoothShot(Span<Vec3> centres, Span<double> distances, int halfWindow)
    {
        // The animal must fit in each frame that is averaged, so the largest distance of the neighbours comes first.
        var largest = new Vec3[distances.Length];
        for (var i = 0; i < largest.Length; i++)
        {
            var first = Math.Max(0, i - halfWindow);
            var needed = TensorPrimitives.Max<double>(distances[first..(Math.Min(largest.Length - 1, i + halfWindow) + 1)]);
            largest[i] = new(Margin * Math.Max(needed, Nearest * Extent), 0, 0);
        }
        var smoothed = Smoothed(largest, halfWindow);
        Smoothed(centres, halfWindow).CopyTo(centres);
        for (var i = 0; i < distances.Length; i++)
            distances[i] = smoothed[i].X / _zoom;
    }

    private static Vec3[] Smoothed(ReadOnlySpan<Vec3> values, int halfWindow)
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
