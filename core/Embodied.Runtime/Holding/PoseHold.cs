using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Holding;

/// <summary>
/// Controls that make a body of position servos hold a pose: an actuator with force = gain · u + b₀ + b₁ · length is at rest at the length
/// −(gain · u + b₀)/b₁, so holding a length takes u = −(b₀ + b₁ · length)/gain. Lengths are joint angles, or a tendon's weighted sums, times the gear.
/// </summary>
internal sealed class PoseHold
{
    private readonly Servo[] _servos;

    /// <summary>Finds the servos of a body.</summary>
    /// <exception cref="InputException">The body is written in MJCF, or an actuator is no position servo.</exception>
    public PoseHold(BodyInScene body)
    {
        if (body.Body.Source is not FigureSource { Figures: var figures })
            throw new InputException(body.Body.Id, "is written in MJCF, which does not tell its servos", "Write the body as figures.");
        var controls = body.Require(ElementKind.Actuator, BodyNames.Actuators(body));
        _servos = [.. figures.Actuators.Zip(controls).Where(p => p.First.Target != ActuatorTarget.Adhesion).Select(p => Find(body, figures, p.First, p.Second))];
    }

    /// <summary>Servos found.</summary>
    public int Count => _servos.Length;

    /// <summary>Writes the controls that hold a pose, clipped to their ranges, and returns how many had to be clipped.</summary>
    /// <param name="positions">The pose, qpos of the scene.</param>
    /// <param name="controls">Receives the controls of this body's servos; others are left alone.</param>
    public int Controls(ReadOnlySpan<double> positions, Span<double> controls)
    {
        var clipped = 0;
        foreach (var servo in _servos)
        {
            var length = 0.0;
            foreach (var (position, weight) in servo.Terms)
                length += weight * positions[position];
            var wanted = -(servo.Offset + (servo.Stiffness * length)) / servo.Gain;
            var control = servo.Range.Width > 0 ? servo.Range.Clamp(wanted) : wanted;
            controls[servo.Control] = control;
            if (Math.Abs(control - wanted) > 1e-9)
                clipped++;
        }

        return clipped;
    }

    private static Servo Find(BodyInScene body, BodyFigures figures, Actuator actuator, int control)
    {
        if (actuator.Bias is not { Length: >= 2 } bias || bias[1] == 0 || actuator.Gain == 0)
        {
            throw new InputException(
                body.Body.Id, $"has the actuator '{actuator.Name}', which is no position servo and cannot hold a pose", "Ask the body for position actuation.");
        }

        var terms = actuator.Target == ActuatorTarget.Tendon
            ? figures.Tendons.First(t => t.Name == actuator.TargetName).Terms.Select(t => (t.Joint, t.Weight))
            : [(actuator.TargetName, 1.0)];
        var addresses = terms.Select(t => (body.Model.JointAt(body.Require(ElementKind.Joint, t.Item1)).Position, t.Item2 * actuator.Gear));
        return new(control, [.. addresses], actuator.Gain, bias[0], bias[1], actuator.ControlRange);
    }

    private sealed record Servo(int Control, (int Position, double Weight)[] Terms, double Gain, double Offset, double Stiffness, Interval Range);
}
