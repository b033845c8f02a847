using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Tests.Support;

/// <summary>A body of figures that can be posed and nothing else, in managed code: a kinematic tree with a free or welded root and hinges or slides.</summary>
internal sealed class TreeModel : IModel, IHasKinematics
{
    private readonly string[] _segments;
    private readonly string[] _joints;
    private readonly JointAddress[] _addresses;

    public TreeModel(BodyFigures figures)
    {
        Figures = figures;
        _segments = ["world", .. figures.Segments.Select(s => s.Name)];
        var names = new List<string>();
        var addresses = new List<JointAddress>();
        var (position, velocity) = (0, 0);
        if (figures.Root == RootFreedom.Free)
        {
            names.Add("root");
            addresses.Add(new(0, 0, 7, 6, 1, null));
            (position, velocity) = (7, 6);
        }
        for (var s = 0; s < figures.Segments.Count; s++)
        {
            foreach (var joint in figures.Segments[s].Joints)
            {
                names.Add(joint.Name);
                addresses.Add(new(position++, velocity++, 1, 1, s + 1, joint.Range));
            }
        }
        (_joints, _addresses) = ([.. names], [.. addresses]);
        Info = new()
        {
            PositionCount = position,
            VelocityCount = velocity,
            ControlCount = 0,
            ActivationCount = 0,
            SegmentCount = _segments.Length,
            JointCount = _joints.Length,
            SiteCount = 0,
            SensorValueCount = 0,
            Timestep = 0.002,
            ControlRanges = [],
            Engine = "tree",
        };
    }

    public BodyFigures Figures { get; }

    public ModelInfo Info { get; }

    public int Find(ElementKind kind, string name) => Array.IndexOf(kind == ElementKind.Joint ? _joints : _segments, name);

    public string? NameOf(ElementKind kind, int index) => kind == ElementKind.Joint ? _joints[index] : _segments[index];

    public JointAddress JointAt(int index) => _addresses[index];

    public SensorAddress SensorAt(int index) => throw new NotSupportedException("A tree has no sensors.");

    public ISimulation CreateSimulation() => throw new NotSupportedException("A tree can only be posed.");

    public IKinematics CreateKinematics() => new TreeKinematics(this);

    public void Dispose()
    {
    }
}
