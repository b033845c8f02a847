using System.Globalization;
using Embodied.Mujoco;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Holding;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Checks;

/// <summary>Finds out whether a body, from figures or from a file, can be used: it compiles, behaves, and has what its roles name.</summary>
/// <param name="backend">What compiles it.</param>
public sealed class BodyCheck(IBackend backend)
{
    private const long MostBytesPerWorld = 100L << 20;

    private static readonly string[] AfterCompiling =
        ["masses", "stays finite", "reset repeats itself", "steps without allocating", "controls", "joint ranges", "roles", "keypoints", "memory"];

    /// <summary>Makes all checks; a failing one does not stop those that can still be made.</summary>
    public BodyCheckReport Run(IBody body)
    {
        var scene = new Scene { Bodies = [new PlacedBody(body)] };
        var results = new List<CheckResult>();
        IReadOnlyList<string> notes = [];
        if (backend is MujocoBackend mujoco)
            results.Add(Try("schema", () => Words(notes = mujoco.Compose(scene).Notes)));
        IModel? model = null;
        results.Add(Try("compiles", () => Describe(model = backend.Compile(scene))));
        if (model is null)
            return new(body.Id, [.. results, .. AfterCompiling.Select(n => new CheckResult(n, CheckOutcome.Skipped, "does not compile"))], notes);
        using (model)
        {
            if (model is MujocoModel compiled)
                results.Add(Try("masses", () => Masses(compiled)));
            results.Add(Try("stays finite", () => Motion.StaysFinite(model)));
            results.Add(Try("reset repeats itself", () => Motion.RepeatsItself(model)));
            results.Add(Try("steps without allocating", () => Motion.AllocatesNothing(model)));
            results.Add(Try("controls", () => Controls(model)));
            results.Add(Try("joint ranges", () => JointRanges(model)));
            var placed = new BodyInScene(model, scene.Bodies[0]);
            results.Add(Try("roles", () => RoleCheck.Roles(placed)));
            results.Add(Try("keypoints", () => RoleCheck.Keypoints(placed)));
            if (model is MujocoModel sized)
                results.Add(Try("memory", () => Memory(sized)));
        }

        return new(body.Id, results, notes);
    }

    private static CheckResult Try(string name, Func<string> check)
    {
        try
        {
            return new(name, CheckOutcome.Passed, check());
        }
        catch (EmbodiedException e)
        {
            return new(name, CheckOutcome.Failed, e.Message, e.Hint);
        }
    }

    private static string Words(IReadOnlyList<string> notes) =>
        notes.Count == 0 ? "every element and attribute is known to the engine" : $"known to the engine after {notes.Count} conversions, see the notes";

    private static string Describe(IModel model)
    {
        var info = model.Info;
        return $"{info.SegmentCount - 1} segments, {info.JointCount} joints, {info.PositionCount} positions, {info.VelocityCount} velocities, "
            + $"{info.ControlCount} controls, step {Number(info.Timestep)} ({info.Engine})";
    }

    private static string Masses(MujocoModel model)
    {
        var masses = ModelFigures.Masses(model);
        var bad = Enumerable.Range(1, masses.Length - 1).Where(i => !double.IsFinite(masses[i]) || masses[i] < 0).ToList();
        if (bad.Count > 0)
        {
            throw new EmbodiedException(
                $"the mass of '{model.NameOf(ElementKind.Segment, bad[0])}' is {masses[bad[0]]}", "Give its shapes a density or a mass above 0.");
        }

        var total = masses.Skip(1).Sum();
        if (total == 0 && model.Info.VelocityCount == 0)
            return "nothing weighs anything, and nothing moves: no task can be done with this body";
        return total > 0
            ? $"{Number(total)} in all"
            : throw new EmbodiedException("the body weighs nothing", "Give its shapes a density or a mass above 0.");
    }

    private static string JointRanges(IModel model)
    {
        using var simulation = model.CreateSimulation();
        var limited = 0;
        for (var i = 0; i < model.Info.JointCount; i++)
        {
            if (model.JointAt(i).Range is not { } range)
                continue;
            limited++;
            if (!(range.Low < range.High))
                throw new EmbodiedException($"the range of joint '{NameOf(model, i)}' is {range.Low} … {range.High}", "The low end must be below the high end.");
        }

        var of = $"{limited} of {model.Info.JointCount} joints are limited";
        return StartPose.For(model, simulation) is { } start ? $"{of}; {Outside(model, start)}" : $"{of} and start inside their range";
    }

    private static string Outside(IModel model, StartPose start)
    {
        var joints = start.Outside.Select(o => $"'{NameOf(model, o.Joint)}' at {Number(o.Start)} of {Number(model.JointAt(o.Joint).Range!.Value.Low)} … {Number(model.JointAt(o.Joint).Range!.Value.High)}");
        return $"{start.Outside.Count} start outside of their range, so that episodes begin "
            + $"{(start.IsKeyFrame ? "in the first key frame" : "with them at its end (set 'ref', or add a key frame, for another pose)")}: {string.Join(", ", joints)}";
    }

    private static string NameOf(IModel model, int joint) => model.NameOf(ElementKind.Joint, joint) ?? $"number {joint}";

    private static string Controls(IModel model) => model.Info.ControlCount == 0
        ? "none: the body has no actuators, so a controller has nothing to act on"
        : $"{model.Info.ControlCount}";

    private static string Memory(MujocoModel model)
    {
        var bytes = ModelFigures.BytesPerWorld(model);
        var size = $"{Number(bytes / 1048576.0)} MiB per world";
        return bytes <= MostBytesPerWorld
            ? size
            : throw new EmbodiedException($"{size}, more than {MostBytesPerWorld >> 20} MiB", "Simplify the shapes that can touch, or lower <size>.");
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
