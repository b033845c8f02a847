using Embodied.Registration.Results;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>A body and the motion that was registered to it.</summary>
/// <param name="Body">The body, at the scale that was used.</param>
/// <param name="Options">How it was made.</param>
/// <param name="Result">The registration.</param>
/// <param name="Motion">The registration as a recording.</param>
/// <param name="Report">The registration as a report.</param>
public sealed record RegisteredMotion(IBody Body, BodyOptions Options, RegistrationResult Result, Recording Motion, Report Report);
