using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;

namespace Embodied.Analysis.Pictures;

/// <summary>
/// Draws a recorded or fitted motion: single pictures, a contact sheet, a video. Use and dispose it on the thread that made it.
/// </summary>
public sealed class MotionPictures : IDisposable
{
    /// <summary>Radius of a point relative to the animal's extent.</summary>
    private const double PointRadius = 0.011;
    private const double LineRadius = 0.0035;
    private const double FadedBody = 0.28;

    private readonly ISimulation _simulation;
    private readonly IRenderer _renderer;
    private readonly double[] _positions;
    private readonly int _perFrame;
    private readonly MotionPictureOptions _options;
    private readonly MotionFraming _framing;

    /// <summary>Prepares to draw a motion.</summary>
    /// <param name="model">The scene.</param>
    /// <param name="positions">qpos of every frame, [frames × positions].</param>
    /// <param name="rate">Frames per second of the motion.</param>
    /// <param name="options">How it is drawn; defaults when null.</param>
    /// <param name="body">The body in the scene, which says where it faces; null looks along fixed directions of the world.</param>
    /// <exception cref="InputException">The motion or an overlay does not fit the model.</exception>
    /// <exception cref="EmbodiedException">The backend cannot draw, or there are no graphics on this machine.</exception>
    public MotionPictures(IModel model, double[] positions, double rate, MotionPictureOptions? options = null, BodyInScene? body = null)
    {
        (_positions, _options, _perFrame, Rate) = (positions, options ?? new(), model.Info.PositionCount, rate);
        // Where nothing moves there is nothing to place: one frame shows it all.
        if (_perFrame == 0 ? positions.Length > 0 : positions.Length == 0 || positions.Length % _perFrame != 0)
            throw new InputException("motion", $"has {positions.Length} numbers, but a frame of this scene has {_perFrame}");
        if (!(rate > 0))
            throw new InputException("motion", $"has {rate} frames per second; it must be positive");
        FrameCount = _perFrame == 0 ? 1 : positions.Length / _perFrame;
        if (_options.Above is { } above && above.Length != positions.Length)
            throw new InputException("motion", $"has {positions.Length} numbers, the one that is to be drawn above it {above.Length}");
        foreach (var overlay in _options.Overlays)
            Check(overlay);
        _simulation = model.CreateSimulation();
        _framing = Frame(model, body is null ? 0 : Heading(body));
        _renderer = _options.Renderer?.Invoke(_options.Width, _options.Height) ?? (model is IHasRenderer drawn
            ? drawn.CreateRenderer(_options.Width, _options.Height, _options.Quality)
            : throw new EmbodiedException($"{model.Info.Engine} cannot draw its scenes.", "Compile the scene with a backend that draws."));
    }

    /// <summary>Number of frames of the motion.</summary>
    public int FrameCount { get; }

    /// <summary>Frames per second of the motion.</summary>
    public double Rate { get; }

    private int Height => _options.Above is null ? _options.Height : 2 * _options.Height;

    /// <summary>Draws one frame.</summary>
    public Picture Frame(int frame)
    {
        var rgb = new byte[_options.Width * Height * 3];
        Draw(frame, rgb);
        return new(_options.Width, Height, rgb);
    }

    /// <summary>Writes evenly spaced frames, first and last included, as one picture.</summary>
    public void WriteSheet(string path, int pictures = 12, int columns = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictures);
        var count = Math.Min(pictures, FrameCount);
        var frames = Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)Math.Round((double)i * (FrameCount - 1) / (count - 1)));
        PngFile.Save(path, ContactSheet.Of([.. frames.Select(Frame)], columns));
    }

    /// <summary>Writes an MP4 video.</summary>
    /// <param name="path">The file.</param>
    /// <param name="speed">1 plays in real time, 0.25 four times slower.</param>
    /// <param name="framesPerSecond">Frames per second of the video; the motion's rate times speed when that is lower.</param>
    /// <param name="progress">Told after every frame.</param>
    /// <param name="cancel">Ends the work; nothing is left then.</param>
    public void WriteVideo(
        string path,
        double speed = 1,
        double framesPerSecond = 30,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancel = default)
    {
        if (!(speed > 0))
            throw new InputException("video", $"plays at speed {speed}; it must be positive");
        var shown = Math.Min(framesPerSecond, Rate * speed);
        var step = Rate * speed / shown;
        var count = Math.Max(1, (int)Math.Floor((FrameCount - 1) / step) + 1);
        using var video = new VideoWriter(path, _options.Width, Height, shown);
        var rgb = new byte[_options.Width * Height * 3];
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Draw(Math.Min(FrameCount - 1, (int)Math.Round(i * step)), rgb);
            video.Write(rgb);
            progress?.Report(new("video", i + 1, count));
        }
        video.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _renderer.Dispose();
        _simulation.Dispose();
    }

    private void Draw(int frame, byte[] rgb)
    {
        var each = _options.Width * _options.Height * 3;
        if (_options.Above is { } above)
            Draw(above, frame, rgb.AsSpan(0, each));
        Draw(_positions, frame, rgb.AsSpan(rgb.Length - each));
    }

    private void Draw(double[] positions, int frame, Span<byte> rgb)
    {
        Pose(positions, frame);
        var view = _framing.At(frame) with
        {
            Camera = _options.Camera,
            BodyOpacity = _options.BodyOpacity ?? (_options.Overlays.Count > 0 ? FadedBody : 1),
            Markers = [.. _options.Overlays.SelectMany(o => Markers(o, frame))],
        };
        _renderer.Render(_simulation, view, rgb);
    }

    private IEnumerable<Marker> Markers(PointOverlay overlay, int frame)
    {
        var radius = PointRadius * overlay.Scale * _framing.Extent;
        var line = LineRadius * overlay.Scale * _framing.Extent;
        for (var i = 0; i < overlay.Count; i++)
        {
            yield return new(Point(overlay.Points, overlay, frame, i), radius, overlay.Color);
            if (overlay.JoinedTo is { } other)
                yield return new(Point(overlay.Points, overlay, frame, i), 0.7 * line, overlay.Color, Point(other, overlay, frame, i));
        }
        foreach (var (from, to) in overlay.Lines)
            yield return new(Point(overlay.Points, overlay, frame, from), line, overlay.Color, Point(overlay.Points, overlay, frame, to));
    }

    private static Vec3 Point(double[] points, PointOverlay overlay, int frame, int index)
    {
        var at = ((frame * overlay.Count) + index) * 3;
        return new(points[at], points[at + 1], points[at + 2]);
    }

    private MotionFraming Frame(IModel model, double heading)
    {
        var framing = new MotionFraming(FrameCount, heading, _options);
        var outline = new BodyOutline(model);
        for (var frame = 0; frame < FrameCount; frame++)
            framing.Include(frame, Outline(outline, frame));
        framing.Smooth((int)Math.Round(Rate / 8));
        return framing;
    }

    // Both motions are to be in both pictures' view.
    private double[] Outline(BodyOutline outline, int frame)
    {
        Pose(_positions, frame);
        double[] own = [.. outline.Points(_simulation.State)];
        if (_options.Above is not { } above)
            return own;
        Pose(above, frame);
        // The first point is the world.
        return [.. own, .. outline.Points(_simulation.State)[3..]];
    }

    private double Heading(BodyInScene body)
    {
        Pose(_positions, 0);
        var q = _simulation.State.SegmentOrientations.Slice(4 * body.Root, 4);
        var forward = new Quat(q[0], q[1], q[2], q[3]).Rotate(body.Body.Roles.Forward);
        return Math.Atan2(forward.Y, forward.X) * 180 / Math.PI;
    }

    private void Pose(double[] positions, int frame)
    {
        var state = _simulation.State;
        positions.AsSpan(frame * _perFrame, _perFrame).CopyTo(state.Positions);
        state.Velocities.Clear();
        if (_simulation.Forward() == StepResult.Diverged)
            throw new InputException("motion", $"frame {frame} holds numbers that are not finite or too large", "Draw only known frames.");
    }

    private void Check(PointOverlay overlay)
    {
        var expected = FrameCount * overlay.Count * 3;
        if (overlay.Points.Length != expected)
            throw new InputException(
                "overlay", $"has {overlay.Points.Length} numbers; {FrameCount} frames of {overlay.Count} points have {expected}");
        if (overlay.JoinedTo is { } other && other.Length != overlay.Points.Length)
            throw new InputException("overlay", $"joins {overlay.Points.Length} numbers to {other.Length}");
        if (overlay.Lines.Any(l => l.From < 0 || l.To < 0 || l.From >= overlay.Count || l.To >= overlay.Count))
            throw new InputException("overlay", $"has a line to a point beyond its {overlay.Count}");
    }
}
