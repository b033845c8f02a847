using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>A digest of all that a search's numbers depend on, so that no search goes on from another one's cache.</summary>
internal static class TuningFingerprint
{
    /// <summary>Digest of body, motions, first gains, frames and options; how many generations and threads is left out, since neither changes what was found.</summary>
    public static string Of(TeacherBody body, IReadOnlyList<GainTuner.Window> windows, TeacherGains start, TuningOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add<T>(T value) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(value, TeacherGainsFile.Json));
        Add(body.Id);
        Add(body.Model.Info.Engine);
        Add(body.Model.Info.Timestep);
        Add(start);
        Add(options with { Generations = 0, Threads = 0, Frames = [.. windows.Select(w => w.Frame)] });
        hash.AppendData(MemoryMarshal.AsBytes<double>(body.Model.Values("body_mass")));
        hash.AppendData(MemoryMarshal.AsBytes<double>(body.Model.Values("actuator_gainprm")));
        foreach (var motion in windows.Select(w => w.Motion).Distinct())
        {
            hash.AppendData(BitConverter.GetBytes(motion.Timestep));
            for (var frame = 0; frame < motion.Frames; frame++)
            {
                hash.AppendData(MemoryMarshal.AsBytes(motion.Positions(frame)));
                hash.AppendData(MemoryMarshal.AsBytes(motion.Velocities(frame)));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
