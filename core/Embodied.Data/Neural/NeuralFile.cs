using Embodied.Data.Files;
using Embodied.Data.Hdf;
using Embodied.Data.Matlab;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Neural;

/// <summary>Spikes in any of the formats that are read, on the frames of a recording.</summary>
public static class NeuralFile
{
    /// <summary>Reads spikes and lays them on frames.</summary>
    /// <param name="path">A published session (HDF5), NWB, a Kilosort or phy folder, CSV of spikes, MATLAB cells of spikes, NumPy counts.</param>
    /// <param name="time">Frames of the recording, at a constant rate.</param>
    /// <param name="frames">How many.</param>
    /// <param name="offset">Added to the recording's times to get those of the spikes [s].</param>
    /// <param name="binRate">Bins per second of a file that does not say.</param>
    /// <returns>The session and the first frame it covers.</returns>
    /// <exception cref="InputException">The file is broken, of no known format, or does not overlap the recording.</exception>
    public static (NeuralSession Session, int FirstFrame) Read(string path, TimeBase time, int frames, double offset = 0, double? binRate = null)
    {
        if (time.Rate <= 0)
            throw new InputException("--recording", "has frames at irregular times; expected a constant rate.", "Resample it first.");
        var start = time.Start + offset;
        if (Directory.Exists(path))
        {
            return KilosortFolder.Recognizes(path) ? OnFrames(KilosortFolder.Read(path), time.Rate, start, frames)
                : throw new InputException(path, "is a folder without spike_times.npy.", "Name a Kilosort or phy folder, or a file.");
        }

        InputFile.Open(path).Dispose();
        if (SessionFile.Recognizes(path))
            return SessionFile.ReadOn(path, time.Rate, start, frames);
        if (MatFile.Recognizes(path))
            return OnFrames(SpikeTable.ReadMatlab(path), time.Rate, start, frames);
        if (HdfFile.Recognizes(path))
            return OnFrames(NwbUnits.Read(path), time.Rate, start, frames);
        var head = InputFile.Head(path, 4);
        if (head is [0x93, (byte)'N', ..] or [(byte)'P', (byte)'K', 3, 4])
            return SpikeTable.ReadNumpy(path, binRate).Align(time.Rate, start, frames);
        return OnFrames(SpikeTable.ReadCsv(path), time.Rate, start, frames);
    }

    private static (NeuralSession Session, int FirstFrame) OnFrames(SpikeTimes spikes, double rate, double start, int frames)
    {
        var session = spikes.Bin(rate, start, frames);
        var inside = session.Counts.Sum(c => (long)c);
        return inside > 0 || spikes.Times.All(t => t.Length == 0) ? (session, 0) : throw new InputException(spikes.Source,
            FormattableString.Invariant($"has spikes from {spikes.Times.Where(t => t.Length > 0).Min(t => t[0]):g6} to {spikes.Times.Where(t => t.Length > 0).Max(t => t[^1]):g6} s, the recording covers {start:g6} to {start + (frames / rate):g6} s."),
            "The clocks differ: give the offset between them with --offset.");
    }
}
