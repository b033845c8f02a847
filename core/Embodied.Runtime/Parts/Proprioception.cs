using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Parts;

/// <summary>The senses of its own movement that a body offers.</summary>
internal static class Proprioception
{
    /// <summary>Name of the group in a task's list of sensors.</summary>
    public const string Group = "proprioception";

    /// <summary>Fresh sensors in a fixed order.</summary>
    public static IReadOnlyList<ISensor> Of(IBody body)
    {
        var roles = body.Roles;
        var figures = (body.Source as FigureSource)?.Figures;
        var (placed, roams) = (figures is null || figures.Root != RootFreedom.Fixed, RootVelocity.IsSensedOn(body));
        var sensors = new List<ISensor>();
        AddIf(figures is null || figures.Segments.Any(s => s.Joints.Any(j => j.Kind != JointKind.Ball)), () => new JointAngles(), () => new JointVelocities());
        AddIf(figures?.Actuators.Any(a => a.TimeConstant > 0) == true, () => new ActuatorActivations());
        AddIf(figures?.Tendons.Count > 0, () => new TendonLengths(), () => new TendonVelocities());
        AddIf(placed, () => new RootHeight(), () => new WorldUp());
        AddIf(roams, () => new RootVelocity(angular: false), () => new RootVelocity(angular: true));
        AddIf(roles.EndEffectors.Count > 0, RelativePositions.EndEffectors);
        AddIf(roles.Appendages.Count > 0, RelativePositions.Appendages);
        foreach (var kind in (figures?.Sensors ?? []).Select(s => s.Kind).Distinct().Order())
            sensors.Add(new BuiltInSensor(kind));
        return sensors;

        void AddIf(bool offered, params Func<ISensor>[] make)
        {
            if (offered)
                sensors.AddRange(make.Select(m => m()));
        }
    }
}
