using Embodied.Registration;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>A registration to run: a recording, a body and where results go.</summary>
public sealed record RegistrationJob
{
    /// <summary>The recording with keypoints.</summary>
    public required Recording Recording { get; init; }

    /// <summary>Catalog id or file of the body.</summary>
    public required string Body { get; init; }

    /// <summary>How the body is wanted. Its scale is ignored when <see cref="MeasureScale"/> is set.</summary>
    public BodyOptions BodyOptions { get; init; } = BodyOptions.Default;

    /// <summary>Takes the scale from segment lengths of the recording.</summary>
    public bool MeasureScale { get; init; }

    /// <summary>How to register.</summary>
    public RegistrationOptions Registration { get; init; } = new();

    /// <summary>Whether overlay pictures are drawn.</summary>
    public bool Images { get; init; } = true;
}
