using Embodied.Data.Arrays;
using Embodied.Data.Keypoints;
using Embodied.Data.Matlab;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// 3-D keypoints as DANNCE saves them: variable <c>pred</c> [frames, 3, keypoints] in mm, optionally <c>p_max</c> (confidence), or a struct
/// <c>predictions</c> with a field [frames, 3] for each keypoint; optionally <c>sampleID</c>, the numbers of the frames.
/// </summary>
public sealed class DannceMatImporter : IImporter
{
    private const string Keypoints = "pred";
    private const string Confidence = "p_max";
    private const string Predictions = "predictions";
    private const string Samples = "sampleID";

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("dannce-mat", "DANNCE 3-D keypoints in a MATLAB file (variable pred)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => MatFile.Recognizes(path); // Importing says which variables it holds instead.

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        var variables = MatFile.Read(path);
        var name = options.Variable ?? (variables.ContainsKey(Keypoints) || !variables.ContainsKey(Predictions) ? Keypoints : Predictions);
        var place = $"{path}:{name}";
        if (!variables.TryGetValue(name, out var value))
        {
            throw new InputException(
                path, $"holds no variable '{name}'; it holds {List(variables.Select(v => $"{v.Key} ({Kind(v.Value)})"))}.",
                "Name the variable that holds 3-D keypoints: --variable NAME");
        }
        if (value is MatStruct { Dims: [1, 1] } fields)
            return KeypointRecording.Build(path, Info.Id, FromFields(place, fields), options);
        if (value is not MatNumbers { Imaginary: null } numbers)
            throw new InputException(place, $"is {Describe(value)}; expected real numbers.", "Save the keypoints as an array of double.");
        return KeypointRecording.Build(path, Info.Id, new()
        {
            Place = place,
            Array = numbers.Array,
            UsualLayout = AxisLayout.FramesXyzKeypoints,
            Confidence = ConfidenceOf(variables, numbers.Array),
            FrameNumbers = NumbersOf(variables.GetValueOrDefault(Samples)),
        }, options);
    }

    private static KeypointData FromFields(string place, MatStruct fields)
    {
        var keypoints = fields.Fields.Where(f => f.Key != Samples && f.Value is [MatNumbers { Imaginary: null, Array: { Rank: 2, Shape: [_, 3] } }])
            .Select(f => (f.Key, ((MatNumbers)f.Value[0]).Array)).ToList();
        if (keypoints.Count == 0)
            throw new InputException(place, $"has no field of the sizes [frames, 3]; its fields are {List(fields.Fields.Keys)}.", "Name a file of 3-D keypoints as DANNCE saves them.");
        var frames = keypoints[0].Array.Shape[0];
        if (keypoints.Find(k => k.Array.Shape[0] != frames) is { Key: { } other })
            throw new InputException(place, $"keypoint {other} has another number of frames than {keypoints[0].Key}, which has {frames}.", "Export all keypoints together.");
        var values = new double[frames * keypoints.Count * 3];
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < keypoints.Count; k++)
                keypoints[k].Array.Values.AsSpan(3 * t, 3).CopyTo(values.AsSpan(3 * ((t * keypoints.Count) + k)));
        }

        var left = fields.Fields.Keys.Except(keypoints.Select(k => k.Key)).Where(f => f != Samples).ToList();
        return new()
        {
            Place = place,
            Array = new(values, frames, keypoints.Count, 3),
            UsualLayout = AxisLayout.FramesKeypointsXyz,
            Names = [.. keypoints.Select(k => k.Key)],
            FrameNumbers = fields.Fields.TryGetValue(Samples, out var samples) && samples is [var only] ? NumbersOf(only) : null,
            Notes = left.Count > 0 ? [$"These fields are no keypoints and were left out: {List(left)}."] : [],
        };
    }

    private static double[]? NumbersOf(MatValue? value) => value is MatNumbers { Imaginary: null } numbers ? numbers.Array.Values : null;

    private static NdArray? ConfidenceOf(IReadOnlyDictionary<string, MatValue> variables, NdArray keypoints) =>
        variables.GetValueOrDefault(Confidence) is MatNumbers found && found.Array.Count * 3L == keypoints.Count
            && found.Array.Shape[0] == keypoints.Shape[0] ? found.Array : null;

    private static string List(IEnumerable<string> names) => names.Any() ? string.Join(", ", names) : "nothing";

    private static string Kind(MatValue value) => value is MatNumbers { Imaginary: null } numbers ? string.Join(" × ", numbers.Array.Shape) : Describe(value);

    private static string Describe(MatValue value) => value switch
    {
        MatNumbers => "complex",
        MatText => "text",
        MatCell => "a cell array",
        MatStruct => "a struct",
        MatSparse => "sparse",
        MatOpaque { Problem: { } problem } => $"unreadable ({problem})",
        _ => "something only MATLAB can read",
    };
}
