using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>State of planar agents. Nothing has mass here: forces read zero, and there are no contacts.</summary>
internal sealed class PlanarState(PlanarModel model) : SimulationState
{
    private readonly double[] _positions = new double[model.Info.PositionCount];
    private readonly double[] _velocities = new double[model.Info.VelocityCount];
    private readonly double[] _activations = new double[model.Info.ActivationCount];
    private readonly double[] _controls = new double[model.Info.ControlCount];
    private readonly double[] _forces = new double[model.Info.ControlCount];
    private readonly double[] _jointForces = new double[model.Info.VelocityCount];

    public PlanarFrames Frames { get; } = new(model);

    public double[] WritableAccelerations { get; } = new double[model.Info.VelocityCount];

    public override double Time { get; set; }

    public override Span<double> Positions => _positions;

    public override Span<double> Velocities => _velocities;

    public override Span<double> Activations => _activations;

    public override Span<double> Controls => _controls;

    public override ReadOnlySpan<double> Accelerations => WritableAccelerations;

    public override ReadOnlySpan<double> ActuatorForces => _forces;

    public override ReadOnlySpan<double> JointForces => _jointForces;

    public override ReadOnlySpan<double> SegmentPositions => Frames.Positions;

    public override ReadOnlySpan<double> SegmentOrientations => Frames.Orientations;

    public override ReadOnlySpan<double> SegmentRotations => Frames.Rotations;

    public override ReadOnlySpan<double> SubtreeCentres => Frames.Positions;

    public override ReadOnlySpan<double> SitePositions => Frames.SitePositions;

    public override ReadOnlySpan<double> TendonLengths => [];

    public override ReadOnlySpan<double> TendonVelocities => [];

    public override ReadOnlySpan<double> SensorValues => [];

    public override int ContactCount => 0;

    public override Contact ContactAt(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "Planar bodies touch nothing.");
}
