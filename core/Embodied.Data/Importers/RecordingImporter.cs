using Embodied.Data.Hdf;
using Embodied.Data.Recordings;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>Our own recordings, read as they are.</summary>
internal sealed class RecordingImporter : IImporter
{
    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("recording", "A recording of this program (HDF5)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => file.Text("", "format") == RecordingFile.Format);

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options) => RecordingFile.Read(path);
}
