using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Backends.Replay;

/// <summary>A recorded motion made ready for replay: samples, and the velocities that lead from each to the next. Shared by all simulations.</summary>
internal sealed class Motion
{
    private readonly double[] _times;
    private readonly double[] _positions;
    private readonly double[] _between;
    private readonly double[]? _velocities;
    private readonly int _nq;
    private readonly int _nv;
    private readonly ReplayEnd _end;

    private Motion(double[] times, double[] positions, double[] between, double[]? velocities, (int Nq, int Nv) size, ReplayEnd end)
    {
        (_times, _positions, _between, _velocities, _end) = (times, positions, between, velocities, end);
        (_nq, _nv) = size;
    }

    /// <summary>Time between first and last sample.</summary>
    public double Duration => _times[^1];

    /// <summary>Reads and checks a recording for a model.</summary>
    public static Motion From(Recording recording, IModel model, IKinematics? kinematics, ReplayEnd end)
    {
        var (nq, nv) = (model.Info.PositionCount, model.Info.VelocityCount);
        var channel = recording.Find(ChannelNames.Positions)
            ?? throw new InputException(recording.Name, $"has no channel '{ChannelNames.Positions}'", "Replay a registered motion.");
        Require(recording, channel, nq);
        var velocities = recording.Find(ChannelNames.Velocities);
        if (velocities is not null)
            Require(recording, velocities, nv);
        if (velocities is not null && velocities.SampleCount != channel.SampleCount)
            throw new InputException(recording.Name, $"has {channel.SampleCount} samples of positions and {velocities.SampleCount} of velocities");
        if (kinematics is null && nq != nv)
            throw new InputException(recording.Name, "holds rotations, and this backend cannot interpolate them");
        var times = Times(recording, channel);
        return new(times, channel.Values, Between(channel.Values, times, (nq, nv), kinematics), velocities?.Values, (nq, nv), end);
    }

    /// <summary>Writes the pose at a time after the first sample; <paramref name="kinematics"/> is needed where there are rotations.</summary>
    public void Pose(double time, IKinematics? kinematics, Span<double> positions, Span<double> velocities)
    {
        var last = _times.Length - 1;
        if (_end == ReplayEnd.Loop && Duration > 0)
            time -= Math.Floor(time / Duration) * Duration;
        // Times that differ by less than rounding accumulates over an hour of steps count as the same.
        if (time >= Duration - 1e-9)
        {
            _positions.AsSpan(last * _nq, _nq).CopyTo(positions);
            velocities.Clear();
            return;
        }

        var sample = SampleBefore(time);
        var elapsed = time - _times[sample];
        var between = _between.AsSpan(sample * _nv, _nv);
        _positions.AsSpan(sample * _nq, _nq).CopyTo(positions);
        Integrate(positions, between, elapsed, kinematics);
        WriteVelocities(sample, elapsed / (_times[sample + 1] - _times[sample]), velocities);
    }

    private void WriteVelocities(int sample, double share, Span<double> velocities)
    {
        if (_velocities is null)
        {
            _between.AsSpan(sample * _nv, _nv).CopyTo(velocities);
            return;
        }

        var before = _velocities.AsSpan(sample * _nv, _nv);
        var after = _velocities.AsSpan((sample + 1) * _nv, _nv);
        for (var i = 0; i < _nv; i++)
            velocities[i] = before[i] + (share * (after[i] - before[i]));
    }

    /// <summary>The last sample at or before a time; a time within rounding of a sample counts as that sample.</summary>
    private int SampleBefore(double time)
    {
        var found = Array.BinarySearch(_times, time + 1e-9);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, _times.Length - 2);
    }

    private static void Integrate(Span<double> positions, ReadOnlySpan<double> velocities, double step, IKinematics? kinematics)
    {
        if (kinematics is not null)
        {
            kinematics.Integrate(positions, velocities, step);
            return;
        }

        for (var i = 0; i < positions.Length; i++)
            positions[i] += step * velocities[i];
    }

    private static double[] Between(double[] positions, double[] times, (int Nq, int Nv) size, IKinematics? kinematics)
    {
        var result = new double[Math.Max(0, times.Length - 1) * size.Nv];
        for (var k = 0; k + 1 < times.Length; k++)
        {
            var from = positions.AsSpan(k * size.Nq, size.Nq);
            var to = positions.AsSpan((k + 1) * size.Nq, size.Nq);
            var velocities = result.AsSpan(k * size.Nv, size.Nv);
            var time = times[k + 1] - times[k];
            if (kinematics is not null)
            {
                kinematics.Differentiate(from, to, time, velocities);
                continue;
            }

            for (var i = 0; i < size.Nv; i++)
                velocities[i] = (to[i] - from[i]) / time;
        }

        return result;
    }

    private static double[] Times(Recording recording, RecordingChannel channel)
    {
        var times = new double[channel.SampleCount];
        for (var k = 0; k < times.Length; k++)
        {
            times[k] = channel.Time!.At(k) - channel.Time.Start;
            if (k > 0 && !(times[k] > times[k - 1]))
                throw new InputException(recording.Name, $"has times that do not increase at sample {k}");
        }

        return times;
    }

    private static void Require(Recording recording, RecordingChannel channel, int width)
    {
        var place = $"{recording.Name}:/{channel.Name}";
        if (channel.Time is null || channel.Shape is not [> 0, _])
            throw new InputException(place, $"has the shape [{string.Join(", ", channel.Shape)}]; expected samples along time by {width}");
        if (channel.Shape[1] != width)
        {
            throw new InputException(
                place, $"has {channel.Shape[1]} numbers per sample; the body has {width}", "Replay the motion on the body it was registered to.");
        }

        var bad = Array.FindIndex(channel.Values, v => !double.IsFinite(v));
        if (bad >= 0)
            throw new InputException(place, $"is not finite at sample {bad / width}, number {bad % width}", "Fill gaps before replaying.");
    }
}
