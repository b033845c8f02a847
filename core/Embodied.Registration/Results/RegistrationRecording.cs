using Embodied.Registration.Solving;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Results;

/// <summary>Writes a registration as channels.</summary>
internal static class RegistrationRecording
{
    /// <summary>Channel that tells interpolated frames (1) from solved ones (0), [frames].</summary>
    public const string Interpolated = "registration/interpolated";

    public static Recording Of(RegistrationResult result)
    {
        var series = result.Keypoints;
        var (frames, count) = (series.Frames, series.Names.Count);
        var info = result.Body.Model.Info;
        var (positions, velocities) = Labels(result);
        RecordingChannel Over(string name, string unit, int[] shape, double[] values, IReadOnlyList<string>? labels, string? frame = null) =>
            new() { Name = name, Unit = unit, Shape = shape, Values = values, Time = series.Time, Labels = labels, Frame = frame };
        var channels = new List<RecordingChannel>
        {
            Over(ChannelNames.Positions, "mixed", [frames, info.PositionCount], result.Positions, positions, "world"),
            Over(ChannelNames.Velocities, "mixed", [frames, info.VelocityCount], Velocities(result), velocities, "world"),
            new() { Name = ChannelNames.Offsets, Unit = "m", Shape = [count, 3], Values = result.Offsets, Labels = series.Names, Frame = "segment" },
            Over(ChannelNames.Errors, "m", [frames, count], result.Errors, series.Names),
            Over(ChannelNames.Markers, "m", [frames, count, 3], result.Markers, series.Names, "world"),
            Over(ChannelNames.Keypoints, "m", [frames, count, 3], series.Points, series.Names, "world"),
            Over(Interpolated, "1", [frames], [.. result.Solved.Select(s => s ? 0.0 : 1.0)], null),
        };
        if (result.Ground is { } ground)
            channels.Add(new() { Name = ChannelNames.Ground, Unit = "m", Shape = [1], Values = [ground], Frame = "world" });
        var replaced = channels.Select(c => c.Name).Append(ChannelNames.KeypointConfidence).ToHashSet(StringComparer.Ordinal);
        channels.AddRange(series.Recording.Channels.Where(c => !replaced.Contains(c.Name)));
        return new Recording(series.Recording.Name, channels, Provenance(result));
    }

    /// <summary>Velocities from one frame to the next on the manifold of poses; the last frame repeats the one before.</summary>
    private static double[] Velocities(RegistrationResult result)
    {
        var info = result.Body.Model.Info;
        var (frames, nq, nv) = (result.Keypoints.Frames, info.PositionCount, info.VelocityCount);
        var velocities = new double[frames * nv];
        using var kinematics = BodyBinding.CreateKinematics(result.Body.Model);
        for (var t = 0; t + 1 < frames; t++)
        {
            var step = result.Keypoints.Time.At(t + 1) - result.Keypoints.Time.At(t);
            kinematics.Differentiate(result.Positions.AsSpan(t * nq, nq), result.Positions.AsSpan((t + 1) * nq, nq), step, velocities.AsSpan(t * nv, nv));
        }
        if (frames > 1)
            velocities.AsSpan((frames - 2) * nv, nv).CopyTo(velocities.AsSpan((frames - 1) * nv));
        return velocities;
    }

    private static (string[] Positions, string[] Velocities) Labels(RegistrationResult result)
    {
        var model = result.Body.Model;
        var positions = new string[model.Info.PositionCount];
        var velocities = new string[model.Info.VelocityCount];
        for (var j = 0; j < result.Body.Joints.Length; j++)
        {
            var joint = result.Body.Joints[j];
            var name = model.NameOf(ElementKind.Joint, j) ?? (joint.PositionSize == 7 ? "root" : $"joint{j}");
            Name(positions.AsSpan(joint.Position, joint.PositionSize), name, joint.PositionSize == 7 ? ["x", "y", "z", "qw", "qx", "qy", "qz"] : ["qw", "qx", "qy", "qz"]);
            Name(velocities.AsSpan(joint.Velocity, joint.VelocitySize), name, joint.VelocitySize == 6 ? ["vx", "vy", "vz", "wx", "wy", "wz"] : ["wx", "wy", "wz"]);
        }
        return (positions, velocities);
    }

    private static void Name(Span<string> labels, string joint, string[] parts)
    {
        for (var i = 0; i < labels.Length; i++)
            labels[i] = labels.Length == 1 ? joint : $"{joint}/{parts[i]}";
    }

    private static Provenance Provenance(RegistrationResult result)
    {
        var options = result.Options;
        var source = result.Keypoints.Recording.Provenance;
        var settings = new Dictionary<string, string>(source.Settings, StringComparer.Ordinal)
        {
            ["registration/scale"] = $"{options.Scale:R}",
            ["registration/offsets"] = options.FixedOffsets is null ? "fitted" : "given",
            ["registration/calibration_frames"] = $"{result.CalibrationFrames}",
            ["registration/calibration_rounds"] = $"{result.CalibrationErrors.Count - 1}",
            ["registration/offset_regularization"] = $"{options.OffsetRegularization:R}",
            ["registration/ridge"] = $"{options.Ridge:R}",
            ["registration/smoothness"] = $"{options.Smoothness:R}",
            ["registration/above_ground"] = options.KeepAboveGround ? "yes" : "no",
            ["registration/minimum_confidence"] = $"{options.MinimumConfidence:R}",
            ["registration/chunk_frames"] = $"{options.ChunkFrames}",
            ["registration/seed"] = $"{options.Seed}",
        };
        return source with { Origin = $"registration of: {source.Origin}", Settings = settings, Notes = [.. source.Notes, .. Notes(result)] };
    }

    /// <summary>What a reader of the registration must know.</summary>
    public static IReadOnlyList<string> Notes(RegistrationResult result)
    {
        var notes = new List<string>(result.Keypoints.Notes);
        var filled = result.Solved.Count(s => !s);
        if (filled > 0)
            notes.Add($"{filled} of {result.Solved.Length} frames showed too few keypoints that fit; their poses were interpolated (channel {Interpolated}).");
        var outliers = result.Outliers;
        if (outliers > 0)
            notes.Add($"{outliers} of {result.Errors.Count(e => !double.IsNaN(e))} keypoints lay so far from where the rest of their frame puts them that they counted less than half; errors leave them out.");
        notes.Add(
            $"By its lengths the animal measures {result.Scale.Ratio:0.000} times the body, which was built at scale {result.Options.Scale:0.###}; "
            + "residuals cannot tell scale, because offsets absorb it.");
        return notes;
    }
}
