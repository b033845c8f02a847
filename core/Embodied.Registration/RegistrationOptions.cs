namespace Embodied.Registration;

/// <summary>How to register. The defaults suit tens of keypoints on an animal that moves freely.</summary>
public sealed record RegistrationOptions
{
    /// <summary>Put before the body's names in the model.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Metres in the model's unit of length: 1 for a body in metres, 0.001 for one in millimetres.</summary>
    public double MetresPerLength { get; init; } = 1;

    /// <summary>Scale the body was built at; only written down.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Offsets of the keypoints in their segments' frames [keypoints × 3], m: skips calibration. Null fits them.</summary>
    public IReadOnlyList<double>? FixedOffsets { get; init; }

    /// <summary>Frames drawn for calibration; a quarter as many more are drawn to tell when it stops getting better.</summary>
    public int CalibrationFrames { get; init; } = 200;

    /// <summary>Most times that offsets are stepped and poses fitted again; calibration stops when it has converged.</summary>
    public int CalibrationRounds { get; init; } = 30;

    /// <summary>
    /// Weight of the first guess of an offset against what the frames can tell about it, in frames: 1 counts it like one more frame, half as much again
    /// for keypoints that the body holds near their guess. Decides only where poses could imitate the offset.
    /// </summary>
    public double OffsetRegularization { get; init; } = 2;

    /// <summary>Confidence below which a keypoint counts as not seen; above, confidence multiplies its weight.</summary>
    public double MinimumConfidence { get; init; } = 0.1;

    /// <summary>Keypoints a frame must show to be solved; null asks for a third of them and at least 3. Other frames are interpolated.</summary>
    public int? MinimumKeypoints { get; init; }

    /// <summary>
    /// Pull of every hinge towards rest, per rad² and relative to squared residuals in units of the body's size. Makes joints that no keypoint
    /// determines unique; so small that it costs no accuracy.
    /// </summary>
    public double Ridge { get; init; } = 1e-6;

    /// <summary>Pull of every hinge towards its value in the frame before, in the same unit as <see cref="Ridge"/>; 0 leaves frames independent.</summary>
    public double Smoothness { get; init; }

    /// <summary>Most solver steps in a frame that starts from its predecessor.</summary>
    public int Iterations { get; init; } = 15;

    /// <summary>Most solver steps in a frame that starts from rest.</summary>
    public int ColdIterations { get; init; } = 60;

    /// <summary>A frame is solved when a step lowers its sum of squares by less than this share.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Frames tracked from one start; chunks run in parallel. Results depend on it, not on the number of threads.</summary>
    public int ChunkFrames { get; init; } = 250;

    /// <summary>Frames that neighbouring chunks share and blend.</summary>
    public int ChunkOverlap { get; init; } = 25;

    /// <summary>Frames a chunk tracks before those it keeps, so that its start has settled.</summary>
    public int ChunkLeadIn { get; init; } = 25;

    /// <summary>
    /// Poses what no keypoint determines so that it lies on the ground instead of reaching through it. The ground is judged from the body's ground
    /// contacts; a body that names none, and false, leaves such parts at rest. Keypoint errors do not depend on it.
    /// </summary>
    public bool KeepAboveGround { get; init; } = true;

    /// <summary>Accepts animals that are upside down most of the time. Otherwise this is taken for a wrong z axis and refused.</summary>
    public bool AllowUpsideDown { get; init; }

    /// <summary>Seed of the calibration frames.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 uses all cores. Does not change a bit of the result.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses values that make no sense.</summary>
    /// <exception cref="Sdk.Errors.InputException">Says which.</exception>
    internal void Check()
    {
        Require(MetresPerLength > 0 && double.IsFinite(MetresPerLength), nameof(MetresPerLength), MetresPerLength, "a positive number");
        Require(Scale > 0 && double.IsFinite(Scale), nameof(Scale), Scale, "a positive number");
        Require(CalibrationFrames >= 1, nameof(CalibrationFrames), CalibrationFrames, "at least 1");
        Require(CalibrationRounds >= 1, nameof(CalibrationRounds), CalibrationRounds, "at least 1");
        Require(OffsetRegularization >= 0, nameof(OffsetRegularization), OffsetRegularization, "0 or more");
        Require(MinimumConfidence is >= 0 and <= 1, nameof(MinimumConfidence), MinimumConfidence, "a number in [0, 1]");
        Require(MinimumKeypoints is null or >= 1, nameof(MinimumKeypoints), MinimumKeypoints ?? 0, "at least 1");
        Require(Ridge >= 0, nameof(Ridge), Ridge, "0 or more");
        Require(Smoothness >= 0, nameof(Smoothness), Smoothness, "0 or more");
        Require(Iterations >= 1, nameof(Iterations), Iterations, "at least 1");
        Require(ColdIterations >= 1, nameof(ColdIterations), ColdIterations, "at least 1");
        Require(Tolerance > 0, nameof(Tolerance), Tolerance, "a positive number");
        Require(ChunkOverlap >= 2, nameof(ChunkOverlap), ChunkOverlap, "at least 2");
        Require(ChunkLeadIn >= 0, nameof(ChunkLeadIn), ChunkLeadIn, "0 or more");
        Require(ChunkFrames > 2 * ChunkOverlap, nameof(ChunkFrames), ChunkFrames, $"more than twice {nameof(ChunkOverlap)}");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or more");
    }

    private static void Require(bool fine, string name, double value, string expected)
    {
        if (!fine)
            throw new Sdk.Errors.InputException($"registration option {name}", $"is {value}, expected {expected}");
    }
}
