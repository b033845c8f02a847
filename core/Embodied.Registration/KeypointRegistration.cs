using System.Diagnostics;
using Embodied.Registration.Calibrating;
using Embodied.Registration.Grounding;
using Embodied.Registration.Results;
using Embodied.Registration.Solving;
using Embodied.Registration.Tracking;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;

namespace Embodied.Registration;

/// <summary>
/// Registers a body to keypoints: fits where the keypoints sit on the body (offsets, once per animal) and the pose of every frame. The model
/// is that of STAC (Wu, Tassa, Kumar, Movellan, Todorov, IEEE Humanoids 2013), fitted robustly and with both unknowns at once.
/// </summary>
public sealed class KeypointRegistration
{
    private const double CalibrationTolerance = 1e-8;
    private readonly BodyBinding _body;
    private readonly RegistrationOptions _options;
    private readonly BodyRoles _roles;

    /// <summary>Binds a body.</summary>
    /// <param name="model">The body compiled alone, or in a scene with <see cref="RegistrationOptions.Prefix"/>; outlives this object.</param>
    /// <param name="roles">Names the keypoints.</param>
    /// <param name="options">How to register.</param>
    /// <exception cref="InputException">The body has no keypoints, the backend cannot pose it, an option is out of range.</exception>
    public KeypointRegistration(IModel model, BodyRoles roles, RegistrationOptions options)
    {
        options.Check();
        (_roles, _options) = (roles, options);
        _body = BodyBinding.Bind(model, roles, options.Prefix);
        if (options.FixedOffsets is { } offsets && offsets.Count != _body.Offsets.Length)
            throw new InputException("fixed offsets", $"hold {offsets.Count} numbers, expected {_body.Offsets.Length} ({_body.Segments.Length} keypoints × 3)");
    }

    /// <summary>Registers a recording. Same input, same bits, on any number of threads.</summary>
    /// <param name="keypoints">Keypoints in the order of this body.</param>
    /// <param name="progress">Told about calibration rounds and registered frames, from any thread.</param>
    /// <param name="cancel">Stops within a frame.</param>
    /// <exception cref="InputException">Too few frames show enough keypoints, or the keypoints are implausible for this body.</exception>
    public RegistrationResult Run(KeypointSeries keypoints, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        var place = keypoints.Recording.Provenance.Source ?? keypoints.Recording.Name;
        var scale = ScaleEstimate.Measure(keypoints, _body.Model, _roles, _options.Prefix, _options.MetresPerLength);
        scale.RequirePlausible(place);
        var minimum = _options.MinimumKeypoints ?? Math.Max(3, (_body.Segments.Length + 2) / 3);
        var reader = new FrameReader(keypoints, _body, _options.MetresPerLength, minimum);
        // Offsets follow from small differences between poses, so those of calibration are solved to the end.
        var settings = new SolverSettings(_options.Ridge, _options.Smoothness, _options.Tolerance, Damping: 1e-4);
        using var exact = new SolverPool(_body, settings with { Tolerance = Math.Min(_options.Tolerance, CalibrationTolerance) }, _options.Threads, cancel);
        using var pool = new SolverPool(_body, settings, _options.Threads, cancel);
        var (sample, heldOut) = FrameSample.Draw(reader, _options.CalibrationFrames, _options.FixedOffsets is null ? 10 : 1, _options.Seed, place);
        var given = _options.FixedOffsets?.Select(x => x / _options.MetresPerLength).ToArray();
        var fit = new Calibration(_body, reader, exact, _options).Run(sample, heldOut, given, progress);
        RequireFit(fit, place);
        if (!_options.AllowUpsideDown)
            Uprightness.Require(_body, fit.Poses, place);
        var calibrated = clock.Elapsed;
        var ground = Ground(fit.Poses);
        var tracker = new RecordingTracker(_body, reader, pool, new PoseTracker(_body, reader, _options, fit), _options);
        tracker.Run(progress, cancel);
        if (_options.KeepAboveGround && ground is { } height)
            LoosePartPass.Run(_body, pool, tracker.Poses, reader.Rate, height, _options);
        var markers = MarkerPass.Run(_body, pool, tracker.Poses, keypoints, fit.Offsets, _options.MetresPerLength);
        return new RegistrationResult(_body)
        {
            Keypoints = keypoints,
            Options = _options,
            Positions = tracker.Poses,
            Solved = tracker.Solved,
            Offsets = [.. fit.Offsets.Select(x => x * _options.MetresPerLength)],
            Markers = markers.Markers,
            Errors = markers.Errors,
            Cutoffs = [.. fit.Cutoffs.Select(x => x * _options.MetresPerLength)],
            Scale = scale,
            Ground = ground * _options.MetresPerLength,
            CalibrationErrors = [.. fit.RoundErrors.Select(x => x * _options.MetresPerLength)],
            CalibrationFrames = sample.Length,
            CalibrationSeconds = calibrated.TotalSeconds,
            TrackingSeconds = (clock.Elapsed - calibrated).TotalSeconds,
        };
    }

    /// <summary>A body whose markers stay this share of its length away from the keypoints has not been fitted, whatever the scale says.</summary>
    private void RequireFit(Calibration.Fit fit, string place)
    {
        const double Share = 0.25;
        var (left, length) = (1000 * _options.MetresPerLength * fit.RoundErrors[^1], 1000 * _options.MetresPerLength * _body.Length);
        if (left > Share * length)
        {
            throw new InputException(
                place,
                $"the body does not fit: keypoints stay {left:0.#} mm from their markers, on a body whose keypoints span {length:0.#} mm",
                "Check the unit and the scale, that keypoint names mean the same points on the body, and the order of the axes.");
        }
    }

    private double? Ground(double[] poses)
    {
        using var kinematics = BodyBinding.CreateKinematics(_body.Model);
        return GroundHeight.Of(_body, kinematics, poses);
    }
}
