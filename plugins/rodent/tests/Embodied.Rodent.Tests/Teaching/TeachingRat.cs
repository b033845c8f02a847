using Embodied.Data.Numpy;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Synthetic;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Tests;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>The rat with torque motors on a floor, at the size of the recording.</summary>
internal sealed class TeachingRat : IDisposable
{
    public TeachingRat()
    {
        Body = Rats.Rat(new() { Scale = 0.9, ScalingRule = "track-mjx", Actuation = "torque", Modifications = ["feet"] });
        Model = Rats.Compile(Body, new FlatFloor(), new PhysicsSettings { Timestep = 0.004 });
        Taught = new(new BodyInScene(Model, new PlacedBody(Body)));
    }

    public IBody Body { get; }

    public MujocoModel Model { get; }

    public TeacherBody Taught { get; }

    /// <summary>20 s of a real rat at 50 Hz, registered by another program.</summary>
    public ReferenceMotion Recorded()
    {
        var golden = NpzReader.Read(SharedData.Require("data/rodent/golden/stac_ref_S0.9.npz"));
        return new MotionConditioning(Body, Model).Condition("recorded", golden["qpos"].Values, 0.02);
    }

    /// <summary>A kinematic rat that stands for a moment and then walks ahead at one speed, seen at 50 Hz.</summary>
    /// <param name="speed">[m/s at scale 1].</param>
    /// <param name="seconds">Length.</param>
    /// <param name="turning">Heading rate [rad/s].</param>
    public ReferenceMotion Walking(double speed, double seconds, double turning = 0)
    {
        const double Step = 0.02;
        using var kinematics = Model.CreateKinematics();
        var rat = new RatAnatomy(Body, Model);
        var poser = new RatPoser(rat, Model, kinematics);
        var plan = new RatPlan([new(RatBehaviour.Walk, double.PositiveInfinity, speed, turning, 0)], poser.Resting, rat.Scale);
        // Half a second for the gait to begin.
        for (var time = 0.0; time < 0.5; time += Step / 4)
            plan.Advance(Step / 4);
        var (frames, nq) = ((int)Math.Round(seconds / Step), Model.Info.PositionCount);
        var poses = new double[frames * nq];
        for (var frame = 0; frame < frames; frame++)
        {
            poser.Pose(plan.Path, plan.Posture, plan.Paws, plan.Time, plan.Stride, frame == 0 ? 80 : 16);
            poser.Positions.CopyTo(poses, frame * nq);
            for (var i = 0; i < 4; i++)
                plan.Advance(Step / 4);
        }

        return new MotionConditioning(Body, Model).Condition($"walk-{speed}-{turning}", poses, Step, smooth: false);
    }

    /// <summary>Trials of one actor from several frames.</summary>
    public TrialSummary Try(Func<MujocoSimulation, IMotionActor> make, ReferenceMotion motion, IEnumerable<int> frames, TrialOptions? options = null)
    {
        using var simulation = (MujocoSimulation)Model.CreateSimulation();
        var (trial, actor) = (new TeacherTrial(Taught, simulation), make(simulation));
        return TrialSummary.Of([.. frames.Select(f => trial.Run(actor, motion, f, options ?? new(), (ulong)f))]);
    }

    public void Dispose() => Model.Dispose();
}
