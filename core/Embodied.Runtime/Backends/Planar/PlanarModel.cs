using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>Planar agents compiled: three positions and three velocities (x, y, heading) each, world frame. Holds no native memory.</summary>
internal sealed class PlanarModel : IModel, IHasKinematics
{
    private static readonly string[] RootJoints = ["root_x", "root_y", "root_heading"];
    private readonly Dictionary<ElementKind, List<string?>> _names = new();

    public PlanarModel(IReadOnlyList<PlanarAgent> agents, double timestep)
    {
        Agents = agents;
        Actuators = [.. agents.SelectMany((agent, index) => agent.Actuators.Select(a => new PlanarActuator(index, a, timestep)))];
        Sites = [.. agents.SelectMany((agent, index) => agent.Segment.Sites.Select(site => (index, site)))];
        CollectNames();
        Info = new()
        {
            PositionCount = 3 * agents.Count,
            VelocityCount = 3 * agents.Count,
            ControlCount = Actuators.Count,
            ActivationCount = Actuators.Count,
            SegmentCount = 1 + agents.Count,
            JointCount = 3 * agents.Count,
            SiteCount = Sites.Count,
            SensorValueCount = 0,
            Timestep = timestep,
            ControlRanges = [.. Actuators.Select(a => a.Range)],
            Engine = "planar 1",
        };
    }

    public ModelInfo Info { get; }

    public IReadOnlyList<PlanarAgent> Agents { get; }

    public IReadOnlyList<PlanarActuator> Actuators { get; }

    public IReadOnlyList<(int Agent, Site Site)> Sites { get; }

    public int Find(ElementKind kind, string name) => _names.TryGetValue(kind, out var names) ? names.IndexOf(name) : -1;

    public string? NameOf(ElementKind kind, int index) => _names[kind][index];

    public JointAddress JointAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Info.JointCount);
        return new(index, index, 1, 1, 1 + (index / 3), null);
    }

    public SensorAddress SensorAt(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "Planar bodies have no built-in sensors.");

    public ISimulation CreateSimulation() => new PlanarSimulation(this);

    public IKinematics CreateKinematics() => new PlanarKinematics(this);

    public void Dispose()
    {
    }

    private void CollectNames()
    {
        foreach (var kind in Enum.GetValues<ElementKind>())
            _names[kind] = [];
        _names[ElementKind.Segment].Add("world");
        foreach (var agent in Agents)
        {
            Add(ElementKind.Segment, agent, [agent.Segment.Name]);
            Add(ElementKind.Joint, agent, RootJoints);
            Add(ElementKind.Shape, agent, agent.Segment.Shapes.Select(s => s.Name));
            Add(ElementKind.Site, agent, agent.Segment.Sites.Select(s => s.Name));
            Add(ElementKind.Camera, agent, agent.Segment.Cameras.Select(c => c.Name));
            Add(ElementKind.Actuator, agent, agent.Actuators.Select(a => a.Name));
        }
    }

    private void Add(ElementKind kind, PlanarAgent agent, IEnumerable<string?> names) =>
        _names[kind].AddRange(names.Select(n => n is null ? null : agent.Prefix + n));
}
