using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Xunit;

namespace Embodied.Testing;

/// <summary>What every body must satisfy. Derive a test class from it in a plugin's tests; the facts run by themselves.</summary>
public abstract class BodyConformance
{
    /// <summary>The body in its default form.</summary>
    protected abstract IBody Body { get; }

    /// <summary>What compiles it, or null to check the figures alone.</summary>
    protected virtual IBackend? Backend => null;

    private BodyFigures? Figures => (Body.Source as FigureSource)?.Figures;

    /// <summary>Names are unique per kind.</summary>
    [Fact]
    public void Names_are_unique()
    {
        if (Figures is not { } figures)
            return;
        RequireUnique("segment", figures.Segments.Select(s => s.Name));
        RequireUnique("joint", figures.Segments.SelectMany(s => s.Joints).Select(j => j.Name));
        RequireUnique("site", figures.Segments.SelectMany(s => s.Sites).Select(s => s.Name));
        RequireUnique("shape", figures.Segments.SelectMany(s => s.Shapes).Select(s => s.Name).OfType<string>());
        RequireUnique("tendon", figures.Tendons.Select(t => t.Name));
        RequireUnique("actuator", figures.Actuators.Select(a => a.Name));
        RequireUnique("sensor", figures.Sensors.Select(s => s.Name));
    }

    /// <summary>A parent stands before its children, and there is one root.</summary>
    [Fact]
    public void Parents_stand_before_their_children()
    {
        if (Figures is not { } figures)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in figures.Segments)
        {
            Assert.True(segment.Parent is null ? seen.Count == 0 : seen.Contains(segment.Parent), $"Segment '{segment.Name}' stands before its parent '{segment.Parent}'.");
            seen.Add(segment.Name);
        }
    }

    /// <summary>All roles name parts that exist.</summary>
    [Fact]
    public void Roles_name_parts_of_the_body()
    {
        if (Figures is not { } figures)
            return;
        var segments = figures.Segments.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var roles = Body.Roles;
        string?[] single = [roles.Root, roles.Head];
        var named = single.OfType<string>()
            .Concat(roles.EndEffectors).Concat(roles.Appendages).Concat(roles.TrackedSegments).Concat(roles.GroundContacts)
            .Concat(roles.Keypoints.Select(k => k.Segment));
        Assert.Empty(named.Where(n => !segments.Contains(n)).Distinct());
        var keypoints = roles.Keypoints.Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(roles.Skeleton.SelectMany(l => new[] { l.From, l.To }).Where(n => !keypoints.Contains(n)).Distinct());
        RequireUnique("keypoint", roles.Keypoints.Select(k => k.Name));
    }

    /// <summary>Ranges are ordered; masses are positive; nothing is infinite.</summary>
    [Fact]
    public void Figures_are_possible()
    {
        if (Figures is not { } figures)
            return;
        foreach (var joint in figures.Segments.SelectMany(s => s.Joints))
        {
            Assert.True(joint.Axis.Length > 0 || joint.Kind == JointKind.Ball, $"Joint '{joint.Name}' has no axis.");
            Assert.True(joint.Range is not { } range || range.Low < range.High, $"Joint '{joint.Name}' has an empty range.");
            Assert.True(joint is { Damping: >= 0, Stiffness: >= 0, Armature: >= 0 }, $"Joint '{joint.Name}' gives energy instead of taking it.");
        }

        foreach (var actuator in figures.Actuators)
            Assert.True(actuator.ControlRange.Low <= actuator.ControlRange.High && double.IsFinite(actuator.Gain), $"Actuator '{actuator.Name}' is impossible.");
        foreach (var segment in figures.Segments)
            Assert.True(segment.Inertia is not { } inertia || inertia.Mass > 0, $"Segment '{segment.Name}' has no mass.");
    }

    /// <summary>The backend compiles it, finds all roles again, and its resting state stays finite.</summary>
    [Fact]
    public void It_compiles_and_stays_finite()
    {
        if (Backend is not { } backend)
            return;
        var scene = new Scene { Bodies = [new(Body, "a/")] };
        using var model = backend.Compile(scene);
        var body = new BodyInScene(model, scene.Bodies[0]);
        Assert.True(body.Root > 0);
        body.Require(ElementKind.Segment, Body.Roles.TrackedSegments.Concat(Body.Roles.EndEffectors));
        using var simulation = model.CreateSimulation();
        Assert.NotEqual(StepResult.Diverged, simulation.Step(100));
        foreach (var position in simulation.State.Positions)
            Assert.True(double.IsFinite(position));
    }

    private static void RequireUnique(string kind, IEnumerable<string> names)
    {
        var twice = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        Assert.True(twice.Length == 0, $"Used twice as the name of a {kind}: {string.Join(", ", twice)}.");
    }
}

/// <summary>What every factory of bodies must satisfy.</summary>
public abstract class BodyFactoryConformance
{
    /// <summary>The factory.</summary>
    protected abstract IBodyFactory Factory { get; }

    /// <summary>Every choice it offers can be made.</summary>
    [Fact]
    public void Every_offered_choice_can_be_made()
    {
        Assert.NotNull(Factory.Create(BodyOptions.Default));
        foreach (var actuation in Factory.Choices.Actuations)
            Assert.NotNull(Factory.Create(new() { Actuation = actuation }));
        foreach (var rule in Factory.Choices.ScalingRules)
            Assert.NotNull(Factory.Create(new() { ScalingRule = rule, Scale = Factory.Choices.Scales.Clamp(1.1) }));
        foreach (var modification in Factory.Choices.Modifications)
            Assert.NotNull(Factory.Create(new() { Modifications = [modification] }));
    }

    /// <summary>What it does not offer is refused as bad input.</summary>
    [Fact]
    public void What_is_not_offered_is_refused()
    {
        Assert.Throws<InputException>(() => Factory.Create(new() { Actuation = "no such actuation" }));
        Assert.Throws<InputException>(() => Factory.Create(new() { ScalingRule = "no such rule" }));
        Assert.Throws<InputException>(() => Factory.Create(new() { Modifications = ["no such modification"] }));
        Assert.Throws<InputException>(() => Factory.Create(new() { Scale = Factory.Choices.Scales.High * 2 }));
        Assert.Throws<InputException>(() => Factory.Create(new() { Scale = double.NaN }));
    }
}
