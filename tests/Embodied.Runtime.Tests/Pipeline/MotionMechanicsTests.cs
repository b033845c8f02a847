using Embodied.Mujoco;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Tests.Pipeline;

/// <summary>What a motion implies, against what Newton says of it.</summary>
public sealed class MotionMechanicsTests
{
    private const int Frames = 50, Nq = 11;
    private const double Rate = 100, Gravity = 9.81;

    /// <summary>A top of 1 kg and four legs of 0.2 kg.</summary>
    private const double Mass = 1.8;

    private static readonly Catalog Offers = new([new(ContributionKind.All.Single(k => k.Contract == typeof(IBackend)), "core/mujoco", "test", () => new MujocoBackend())], []);

    [Fact]
    public void Standing_still_needs_the_weight_and_nothing_moves()
    {
        var made = Complete(_ => 0.3);

        Assert.All(made.Find(ChannelNames.Velocities)!.Values, v => Assert.Equal(0, v, 1e-9));
        var (forces, nv) = (made.Find(ChannelNames.NeededForces)!, made.Find(ChannelNames.NeededForces)!.Shape[1]);
        Assert.Equal(Mass * Gravity, forces.Values[(10 * nv) + 2], 1e-6);
        Assert.Equal(0, forces.Values[10 * nv], 1e-9);
    }

    [Fact]
    public void Falling_freely_needs_no_force_and_the_centre_falls()
    {
        var made = Complete(t => 5 - (0.5 * Gravity * t * t));

        var (forces, nv) = (made.Find(ChannelNames.NeededForces)!, made.Find(ChannelNames.NeededForces)!.Shape[1]);
        for (var frame = 3; frame < Frames - 3; frame++)
            for (var i = 0; i < 6; i++)
                Assert.Equal(0, forces.Values[(frame * nv) + i], 1e-6);
        var centre = made.Find(ChannelNames.CentreOfMass)!.Values;
        Assert.Equal(-0.5 * Gravity * Math.Pow(20 / Rate, 2), centre[(20 * 3) + 2] - centre[2], 1e-9);
        Assert.Equal([Frames, 2, 3], made.Find(ChannelNames.Appendages)!.Shape);
    }

    [Fact]
    public void What_was_recorded_is_kept_and_what_does_not_fit_is_named()
    {
        var recording = Poses(_ => 0.3, Nq);
        Recording measured = new("made", recording.Channels.Append(new() { Name = ChannelNames.CentreOfMass, Unit = "m", Shape = [Frames, 3], Values = new double[3 * Frames], Time = TimeBase.Regular(Rate) }), recording.Provenance);

        Assert.All(MotionMechanics.Complete(Offers, FigureBody.Table(), measured).Find(ChannelNames.CentreOfMass)!.Values, v => Assert.Equal(0, v));
        Assert.Contains("5 positions in a frame", Assert.Throws<InputException>(() => MotionMechanics.Complete(Offers, FigureBody.Table(), Poses(_ => 0.3, 5))).Message, StringComparison.Ordinal);
        Assert.Contains("frame 0", Assert.Throws<InputException>(() => MotionMechanics.Complete(Offers, FigureBody.Table(), Poses(_ => double.NaN, Nq))).Message, StringComparison.Ordinal);
        Assert.Contains("embodied register", Assert.Throws<InputException>(() => MotionMechanics.Complete(Offers, FigureBody.Table(), new("empty", [], new() { Origin = "a test" }))).Hint, StringComparison.Ordinal);
    }

    private static Recording Complete(Func<double, double> height) => MotionMechanics.Complete(Offers, FigureBody.Table(), Poses(height, Nq));

    private static Recording Poses(Func<double, double> height, int nq)
    {
        var values = new double[Frames * nq];
        for (var frame = 0; frame < Frames; frame++)
            (values[(frame * nq) + 2], values[(frame * nq) + 3]) = (height(frame / Rate), 1);
        return new("made", [new() { Name = ChannelNames.Positions, Unit = "mixed", Shape = [Frames, nq], Values = values, Time = TimeBase.Regular(Rate) }], new() { Origin = "a test" });
    }
}
