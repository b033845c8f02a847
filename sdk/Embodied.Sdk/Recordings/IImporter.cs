namespace Embodied.Sdk.Recordings;

/// <summary>Reads one foreign file format.</summary>
public interface IImporter
{
    /// <summary>Catalog id and one line for lists.</summary>
    ImporterInfo Info { get; }

    /// <summary>Whether this file is of that format, judged by its content. Never throws for a readable file.</summary>
    bool Recognizes(string path);

    /// <summary>Reads the file.</summary>
    /// <exception cref="Errors.InputException">The file is broken or not what it should be: place, what was found, what was expected, what to do.</exception>
    Recording Import(string path, ImportOptions options);
}

/// <summary>Name of an importer.</summary>
/// <param name="Id">Catalog id.</param>
/// <param name="Summary">One line for lists.</param>
public sealed record ImporterInfo(string Id, string Summary);

/// <summary>What the file itself does not say, or says wrongly. Null leaves it to the importer.</summary>
public sealed record ImportOptions
{
    /// <summary>Nothing is overruled.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>Frames per second. Overrules the file.</summary>
    public double? Rate { get; init; }

    /// <summary>
    /// Frames per second that recordings of this animal are known to be made at (<see cref="Bodies.BodyRoles.RecordingRate"/>). Used where the file
    /// says nothing or says something else; the provenance then says so. <see cref="Rate"/> overrules it.
    /// </summary>
    public double? ExpectedRate { get; init; }

    /// <summary>Unit of lengths in the file: <c>m</c>, <c>cm</c>, <c>mm</c>, <c>um</c>. Overrules the file.</summary>
    public string? Unit { get; init; }

    /// <summary>Keypoint names in file order.</summary>
    public IReadOnlyList<string>? KeypointNames { get; init; }

    /// <summary>Name of the variable or dataset that holds the keypoints, for formats that may hold several. Overrules the usual name.</summary>
    public string? Variable { get; init; }

    /// <summary>Axis of the file that points up: <c>x</c>, <c>y</c>, <c>z</c>, <c>-x</c>, <c>-y</c> or <c>-z</c>; null for z. The recording is turned so that z does.</summary>
    public string? Up { get; init; }

    /// <summary>New names of keypoints by the names the file has.</summary>
    public IReadOnlyDictionary<string, string>? Renames { get; init; }
}
