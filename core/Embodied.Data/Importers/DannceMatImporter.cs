using Embodied.Data.Arrays;
using Embodied.Data.Keypoints;
using Embodied.Data.Matlab;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>3-D keypoints as DANNCE saves them: variable <c>pred</c> [frames, 3, keypoints] in mm, optionally <c>p_max</c> (confidence).</summary>
public sealed class DannceMatImporter : IImporter
{
    private const string Keypoints = "pred";
    private const string Confidence = "p_max";

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("dannce-mat", "DANNCE 3-D keypoints in a MATLAB file (variable pred)");

    /// <inheritdoc/>
    public bool Recognizes(string path)
    {
        try
        {
            return MatFile.Recognizes(path) && MatFile.Read(path).ContainsKey(Keypoints);
        }
        catch (InputException)
        {
            return MatFile.Recognizes(path); // Damaged, but of this kind: importing says what is wrong.
        }
    }

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        var variables = MatFile.Read(path);
        var place = $"{path}:{Keypoints}";
        if (!variables.TryGetValue(Keypoints, out var value))
            throw new InputException(path, $"holds no variable '{Keypoints}'; it holds {List(variables.Keys)}.", "Name a file of 3-D keypoints as DANNCE saves them.");
        if (value is not MatNumbers { Imaginary: null } numbers)
            throw new InputException(place, $"is {Describe(value)}; expected real numbers.", "Save the keypoints as an array of double.");
        return KeypointRecording.Build(path, Info.Id, new()
        {
            Place = place,
            Array = numbers.Array,
            UsualLayout = AxisLayout.FramesXyzKeypoints,
            Confidence = ConfidenceOf(variables, numbers.Array),
        }, options);
    }

    private static NdArray? ConfidenceOf(IReadOnlyDictionary<string, MatValue> variables, NdArray keypoints) =>
        variables.GetValueOrDefault(Confidence) is MatNumbers found && found.Array.Values.Length * 3L == keypoints.Values.Length
            && found.Array.Shape[0] == keypoints.Shape[0] ? found.Array : null;

    private static string List(IEnumerable<string> names) => names.Any() ? string.Join(", ", names) : "nothing";

    private static string Describe(MatValue value) => value switch
    {
        MatNumbers => "complex",
        MatText => "text",
        MatCell => "a cell array",
        MatStruct => "a struct",
        MatSparse => "sparse",
        _ => "something only MATLAB can read",
    };
}
