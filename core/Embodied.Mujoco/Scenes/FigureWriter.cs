using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>
/// Writes anatomy in figures as MJCF. Every property stands on its element, none in a class, so that the text means the same whatever it is
/// combined with and whichever engine version reads it; numbers keep all their bits.
/// </summary>
/// <param name="figures">The anatomy.</param>
/// <param name="prefix">Put before every name.</param>
/// <param name="offset">Added to the position of the root.</param>
internal sealed class FigureWriter(BodyFigures figures, string prefix, Vec3 offset)
{
    /// <summary>Name of the free joint of a body, without its prefix.</summary>
    public const string RootJoint = "root";

    /// <summary>Adds the body to a document and returns the element of its root segment.</summary>
    public XElement WriteTo(SceneDocument document)
    {
        FigureCheck.Require(figures);
        try
        {
            return Write(document);
        }
        catch (NotFiniteNumberException e)
        {
            throw new InputException($"body '{figures.Name}'", e.Message, "Correct the figures of this body.", e);
        }
    }

    private XElement Write(SceneDocument document)
    {
        var elements = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var segment in figures.Segments)
        {
            var element = SegmentElement(segment);
            elements.Add(segment.Name, element);
            if (segment.Parent is null)
                document.World.Add(element);
            else
                elements[segment.Parent].Add(element);
        }

        document["contact"].Add(figures.ContactExclusions.Select(ExclusionElement));
        document["tendon"].Add(figures.Tendons.Select(TendonElement));
        document["actuator"].Add(figures.Actuators.Select(ActuatorElement));
        document["sensor"].Add(figures.Sensors.Select(SensorElement));
        return elements[figures.Segments[0].Name];
    }

    /// <summary>A solid as a geom; also used for the solids of an arena.</summary>
    internal static XElement ShapeElement(Shape shape, string prefix)
    {
        var contact = shape.Contact;
        var geom = new XElement("geom");
        if (shape.Name is not null)
            geom.Set("name", prefix + shape.Name);
        geom.Set("type", TypeOf(shape.Kind));
        geom.Set("size", MjcfNumber.Text(shape.Size));
        geom.SetPlace(shape.Position, shape.Orientation);
        if (shape.Mass is { } mass)
            geom.Set("mass", MjcfNumber.Text(mass));
        else if (shape.Kind != ShapeKind.Plane)
            geom.Set("density", MjcfNumber.Text(shape.Density));
        geom.Set("contype", MjcfNumber.Text(contact.Type));
        geom.Set("conaffinity", MjcfNumber.Text(contact.Affinity));
        geom.Set("condim", MjcfNumber.Text(contact.Dimension));
        geom.Set("priority", MjcfNumber.Text(contact.Priority));
        geom.SetList("friction", contact.Friction);
        geom.SetList("solref", contact.Reference);
        geom.SetList("solimp", contact.Impedance);
        geom.Set("group", MjcfNumber.Text(shape.Group));
        geom.SetList("rgba", shape.Color);
        return geom;
    }

    /// <summary>A camera; also used for the cameras of an arena.</summary>
    internal static XElement CameraElement(CameraFigure camera, string prefix)
    {
        var element = new XElement("camera");
        element.Set("name", prefix + camera.Name);
        element.Set("mode", camera.Mode switch
        {
            CameraMode.Track => "track",
            CameraMode.TrackCentreOfMass => "trackcom",
            _ => "fixed",
        });
        element.SetPlace(camera.Position, camera.Orientation);
        element.Set("fovy", MjcfNumber.Text(camera.FieldOfView));
        return element;
    }

    private static string TypeOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Sphere => "sphere",
        ShapeKind.Capsule => "capsule",
        ShapeKind.Ellipsoid => "ellipsoid",
        ShapeKind.Cylinder => "cylinder",
        ShapeKind.Box => "box",
        _ => "plane",
    };

    private XElement SegmentElement(Segment segment)
    {
        var isRoot = segment.Parent is null;
        var body = new XElement("body");
        body.Set("name", prefix + segment.Name);
        body.SetPlace(isRoot ? segment.Position + offset : segment.Position, segment.Orientation);
        if (isRoot)
            body.Add(RootJoints(figures.Root, prefix, segment.Position + offset, segment.Orientation));
        if (segment.Inertia is { } inertia)
            body.Add(InertiaElement(inertia));
        body.Add(segment.Joints.Select(JointElement));
        body.Add(segment.Shapes.Select(s => BodyShape(s)));
        body.Add(segment.Sites.Select(SiteElement));
        body.Add(segment.Cameras.Select(c => CameraElement(c, prefix)));
        return body;
    }

    /// <summary>The joints that let a root move; positions in qpos are world coordinates for both kinds of freedom.</summary>
    internal static IEnumerable<XElement> RootJoints(RootFreedom freedom, string prefix, Vec3 position, Quat orientation)
    {
        if (freedom == RootFreedom.Free)
        {
            yield return new XElement("freejoint", new XAttribute("name", prefix + RootJoint));
        }
        else if (freedom == RootFreedom.Planar)
        {
            // Joint axes are given in the body's own frame; the plane is the world's.
            var toLocal = orientation.Normalized().Conjugate;
            yield return PlanarJoint("x", "slide", toLocal.Rotate(new(1, 0, 0)), position.X);
            yield return PlanarJoint("y", "slide", toLocal.Rotate(new(0, 1, 0)), position.Y);
            yield return PlanarJoint("heading", "hinge", toLocal.Rotate(new(0, 0, 1)), 0);
        }

        XElement PlanarJoint(string name, string type, Vec3 axis, double reference)
        {
            var joint = new XElement("joint");
            joint.Set("name", $"{prefix}{RootJoint}_{name}");
            joint.Set("type", type);
            joint.Set("axis", MjcfNumber.Text(axis));
            joint.Set("limited", "false");
            joint.Set("ref", MjcfNumber.Text(reference));
            return joint;
        }
    }

    private static XElement InertiaElement(Inertia inertia)
    {
        var element = new XElement("inertial");
        element.Set("mass", MjcfNumber.Text(inertia.Mass));
        element.SetPlace(inertia.Centre, inertia.Orientation);
        element.Set("diaginertia", MjcfNumber.Text(inertia.Diagonal));
        return element;
    }

    private XElement BodyShape(Shape shape)
    {
        var geom = ShapeElement(shape, prefix);
        geom.Set("material", SceneLook.BodyMaterial);
        return geom;
    }

    private XElement JointElement(Joint joint)
    {
        var element = new XElement("joint");
        element.Set("name", prefix + joint.Name);
        element.Set("type", joint.Kind switch
        {
            JointKind.Slide => "slide",
            JointKind.Ball => "ball",
            _ => "hinge",
        });
        element.Set("pos", MjcfNumber.Text(joint.Position));
        if (joint.Kind != JointKind.Ball)
            element.Set("axis", MjcfNumber.Text(joint.Axis));
        element.Set("limited", MjcfNumber.Text(joint.Range is not null));
        if (joint.Range is { } range)
            element.Set("range", MjcfNumber.Text(range));
        element.Set("stiffness", MjcfNumber.Text(joint.Stiffness));
        element.Set("springref", MjcfNumber.Text(joint.SpringReference));
        element.Set("damping", MjcfNumber.Text(joint.Damping));
        element.Set("armature", MjcfNumber.Text(joint.Armature));
        element.Set("frictionloss", MjcfNumber.Text(joint.FrictionLoss));
        element.SetList("solreflimit", joint.LimitReference);
        element.SetList("solimplimit", joint.LimitImpedance);
        return element;
    }

    private XElement SiteElement(Site site)
    {
        var element = new XElement("site");
        element.Set("name", prefix + site.Name);
        element.Set("type", TypeOf(site.Kind));
        element.Set("size", MjcfNumber.Text(site.Size));
        element.SetPlace(site.Position, site.Orientation);
        element.Set("group", MjcfNumber.Text(site.Group));
        element.SetList("rgba", site.Color);
        return element;
    }

    private XElement ExclusionElement(SegmentPair pair) => new(
        "exclude",
        new XAttribute("body1", prefix + pair.First),
        new XAttribute("body2", prefix + pair.Second));

    private XElement TendonElement(Tendon tendon)
    {
        var element = new XElement("fixed");
        element.Set("name", prefix + tendon.Name);
        element.Set("limited", MjcfNumber.Text(tendon.Range is not null));
        if (tendon.Range is { } range)
            element.Set("range", MjcfNumber.Text(range));
        element.Set("stiffness", MjcfNumber.Text(tendon.Stiffness));
        element.Set("damping", MjcfNumber.Text(tendon.Damping));
        foreach (var term in tendon.Terms)
        {
            element.Add(new XElement(
                "joint",
                new XAttribute("joint", prefix + term.Joint),
                new XAttribute("coef", MjcfNumber.Text(term.Weight))));
        }

        return element;
    }

    private XElement ActuatorElement(Actuator actuator)
    {
        var element = new XElement("general");
        element.Set("name", prefix + actuator.Name);
        element.Set(
            actuator.Target switch
            {
                ActuatorTarget.Tendon => "tendon",
                ActuatorTarget.Adhesion => "body",
                _ => "joint",
            },
            prefix + actuator.TargetName);
        element.SetRange("ctrl", actuator.ControlRange);
        element.Set("gear", MjcfNumber.Text(actuator.Gear));
        element.SetRange("force", actuator.ForceRange, actuator.ForceLimited);
        element.Set("dyntype", actuator.TimeConstant > 0 ? "filter" : "none");
        if (actuator.TimeConstant > 0)
            element.Set("dynprm", MjcfNumber.Text(actuator.TimeConstant));
        element.Set("gaintype", "fixed");
        element.Set("gainprm", MjcfNumber.Text(actuator.Gain));
        element.Set("biastype", actuator.Bias is null ? "none" : "affine");
        element.SetList("biasprm", actuator.Bias);
        return element;
    }

    private XElement SensorElement(SensorFigure sensor)
    {
        var (kind, attribute) = sensor.Kind switch
        {
            SensorKind.Accelerometer => ("accelerometer", "site"),
            SensorKind.Velocimeter => ("velocimeter", "site"),
            SensorKind.Gyro => ("gyro", "site"),
            SensorKind.Touch => ("touch", "site"),
            SensorKind.Force => ("force", "site"),
            SensorKind.Torque => ("torque", "site"),
            SensorKind.SubtreeVelocity => ("subtreelinvel", "body"),
            SensorKind.JointPosition => ("jointpos", "joint"),
            SensorKind.JointVelocity => ("jointvel", "joint"),
            SensorKind.ActuatorForce => ("actuatorfrc", "actuator"),
            _ => throw new ArgumentOutOfRangeException(nameof(sensor), sensor.Kind, "unknown kind of sensor"),
        };
        return new XElement(kind, new XAttribute("name", prefix + sensor.Name), new XAttribute(attribute, prefix + sensor.Target));
    }
}
