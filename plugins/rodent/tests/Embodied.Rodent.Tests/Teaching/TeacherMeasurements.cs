using System.Diagnostics;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Mujoco.Simulation;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>Figures for reports; nothing is asserted. Run with <c>-explicit only</c>.</summary>
public sealed class TeacherMeasurements
{
    private static readonly int[] Windows = [0, 83, 166, 249, 332, 415, 498, 581, 664, 747];

    [Theory(Explicit = true)]
    [InlineData(0.002)]
    [InlineData(0.004)]
    public void Times(double timestep)
    {
        using var rat = new TeachingRat(timestep);
        var motion = rat.Walking(0.06, 6);
        foreach (var (name, gains) in TeacherGainSets.All.Take(2))
        {
            using var world = (MujocoSimulation)rat.Model.CreateSimulation();
            var (teacher, controls) = (new InverseDynamicsTeacher(world, rat.Taught, gains), new double[38]);
            new TrialStart(rat.Taught, world).Apply(motion, 0, teacher);
            var (acting, stepping) = (new double[200], new double[200]);
            for (var i = 0; i < 200; i++)
            {
                var start = Stopwatch.GetTimestamp();
                teacher.Act(i * 0.02, controls);
                acting[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                controls.CopyTo(world.State.Controls);
                start = Stopwatch.GetTimestamp();
                world.Step((int)Math.Round(0.02 / timestep));
                stepping[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
            Say($"dt {timestep} {name}: teacher {acting.Order().ElementAt(100):F3} ms, physics {stepping.Order().ElementAt(100):F3} ms per control step (medians)");
        }
    }

    [Theory(Explicit = true)]
    [InlineData(0.002)]
    [InlineData(0.004)]
    public void Recorded(double timestep)
    {
        using var rat = new TeachingRat(timestep);
        var motion = rat.Recorded();
        InverseDynamicsTeacher Teacher(MujocoSimulation s) => new(s, rat.Taught, TeacherGainSets.Still);
        var whole = new TrialOptions { Duration = 20 };
        Say($"dt {timestep} teacher 5 s {rat.Try(Teacher, motion, Windows)}");
        Say($"dt {timestep} common  5 s {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.Common), motion, Windows)}");
        Say($"dt {timestep} teacher whole {rat.Try(Teacher, motion, [0], whole)}");
        Say($"dt {timestep} hold    whole {rat.Try(s => new HoldActor(rat.Taught, Teacher(s)), motion, [0], whole)}");
        Say($"dt {timestep} zero    5 s {rat.Try(_ => new ZeroActor(), motion, Windows)}");
    }

    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(15)]
    public void PostureOverALongWalk(double posture)
    {
        using var rat = new TeachingRat();
        var motion = rat.Walking(0.06, 20);
        var gains = TeacherGainSets.Common with { Feet = TeacherGainSets.Common.Feet! with { Posture = posture } };
        Say($"posture {posture}: 5 s {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, gains), motion, [0, 100, 200, 300, 400])}");
        Say($"posture {posture}: 20 s {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, gains), motion, [0], new() { Duration = 20 })}");
    }

    [Theory(Explicit = true)]
    [InlineData(0.1, "brisk-walk")]
    [InlineData(0.18, "fast-walk")]
    public void LongWalks(double speed, string name)
    {
        using var rat = new TeachingRat();
        var (motion, gains) = (rat.Walking(speed, 20), TeacherGainSets.All[name]);
        foreach (var posture in (ReadOnlySpan<double>)[0, gains.Feet!.Posture, 15])
            Say($"{name} posture {posture}: 20 s {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, gains with { Feet = gains.Feet with { Posture = posture } }), motion, [0], new() { Duration = 20 })}");
        using var fine = new TeachingRat(0.002);
        Say($"{name} dt 0.002: 5 s {fine.Try(s => new InverseDynamicsTeacher(s, fine.Taught, gains), motion, [0, 100, 200, 300, 400])}");
        foreach (var other in (ReadOnlySpan<double>)[0.06, 0.08, 0.1, 0.12, 0.15, 0.18])
            Say($"{name} at {other}: {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, gains), rat.Walking(other, 10), [0, 120, 240])}");
    }

    [Fact(Explicit = true)]
    public void RegisteredHere()
    {
        using var rat = new TeachingRat();
        var motion = rat.Registered(TestContext.Current.CancellationToken);
        InverseDynamicsTeacher Teacher(MujocoSimulation s) => new(s, rat.Taught, TeacherGainSets.Still);
        Say($"registered here, teacher {rat.Try(Teacher, motion, Windows)}");
        Say($"registered here, hold {rat.Try(s => new HoldActor(rat.Taught, Teacher(s)), motion, Windows)}");
        Say($"registered here, zero {rat.Try(_ => new ZeroActor(), motion, Windows)}");
        Say($"registered here, teacher whole {rat.Try(Teacher, motion, [0], new() { Duration = 20 })}");
    }

    [Fact(Explicit = true)]
    public void OtherMotions()
    {
        using var rat = new TeachingRat();
        foreach (var turning in (ReadOnlySpan<double>)[0.3, 0.6])
            foreach (var name in (ReadOnlySpan<string>)["common", "brisk-walk"])
                Say($"walk .09 m/s, {turning} rad/s {name}: {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.All[name]), rat.Walking(0.1, 10, turning), [0, 120, 240])}");
        var behaving = rat.Behaving(30);
        foreach (var name in (ReadOnlySpan<string>)["still", "common", "brisk-walk"])
            Say($"free behaviour {name}: {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.All[name]), behaving, Enumerable.Range(0, 11).Select(i => i * 120))}");
        using var servo = new TeachingRat(actuation: "position");
        Say($"position actuators, recorded, still: {servo.Try(s => new InverseDynamicsTeacher(s, servo.Taught, TeacherGainSets.Still), servo.Recorded(), Windows)}");
        Say($"position actuators, walk .09, brisk-walk: {servo.Try(s => new InverseDynamicsTeacher(s, servo.Taught, TeacherGainSets.BriskWalk), servo.Walking(0.1, 10), [0, 120, 240])}");
    }

    [Theory(Explicit = true)]
    [InlineData(0.1, 0.6)]
    [InlineData(0.13, 0)]
    public void Choosing(double speed, double turning)
    {
        using var rat = new TeachingRat();
        var (motion, watch) = (rat.Walking(speed, 10, turning), Stopwatch.StartNew());
        var chosen = new GainChoice(rat.Taught, new() { Population = 20, Generations = 4 }).Choose(motion, TeacherGainSets.All, null, null, TestContext.Current.CancellationToken);
        Say($"speed {speed}, {turning} rad/s: chose {chosen.Name} in {watch.Elapsed.TotalSeconds:F0} s, disturbed {chosen.Disturbed}");
        Say($"speed {speed}, {turning} rad/s: clean {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, chosen.Gains), motion, [0, 37, 74, 111, 148, 185, 222])}");
    }

    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(0.6)]
    public void Disturbances(double turning)
    {
        using var rat = new TeachingRat();
        var motion = rat.Walking(0.1, 10, turning);
        using var world = (MujocoSimulation)rat.Model.CreateSimulation();
        foreach (var name in (ReadOnlySpan<string>)["brisk-walk", "fast-walk"])
        {
            var (teacher, trial) = (new InverseDynamicsTeacher(world, rat.Taught, TeacherGainSets.All[name]), new TeacherTrial(rat.Taught, world));
            trial.Run(teacher, motion, 0, new());
            var scales = trial.ControlDeviations();
            foreach (var noise in (ReadOnlySpan<double>)[0, 0.1, 0.2, 0.5])
                foreach (var push in (ReadOnlySpan<double>)[0, 1, 2])
                {
                    var options = new TrialOptions { ControlScales = scales, Disturbance = new() { Noise = noise, PushEvery = push } };
                    Say($"{name} turning {turning} noise {noise} pushes {push}: {rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.All[name]), motion, [0, 60, 120, 180, 240], options)}");
                }
        }
    }

    private static void Say(string line) => TestContext.Current.SendDiagnosticMessage("{0}", line);
}
