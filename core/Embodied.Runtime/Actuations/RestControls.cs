using System.Runtime.CompilerServices;
using Embodied.Runtime.Holding;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Actuations;

/// <summary>
/// The controls at which actuators exert nothing in the initial pose: 0 for motors, the present length for position servos. Found by asking the physics,
/// whose forces are linear in the control where nothing saturates; an actuator of which that does not hold rests in the middle of its range.
/// </summary>
internal static class RestControls
{
    private static readonly ConditionalWeakTable<IModel, double[]> Known = [];

    /// <summary>Of each actuator of a body, in its order. Done once for each model.</summary>
    public static double[] Of(BodyInScene body)
    {
        if (Known.TryGetValue(body.Model, out var all))
            return all;
        all = Find(body);
        Known.AddOrUpdate(body.Model, all);
        return all;
    }

    private static double[] Find(BodyInScene body)
    {
        var actuators = body.Require(ElementKind.Actuator, BodyNames.Actuators(body));
        var ranges = actuators.Select(a => body.Model.Info.ControlRanges[a]).ToArray();
        double[] low = [.. ranges.Select(r => DirectActuation.IsLimited(r) ? r.Low : -1)];
        double[] high = [.. ranges.Select(r => DirectActuation.IsLimited(r) ? r.High : 1)];
        double[] middle = [.. low.Zip(high, (l, h) => 0.5 * (l + h))];
        using var simulation = body.Model.CreateSimulation();
        var start = StartPose.For(body.Model, simulation);
        // A small step about the middle: the strength of many servos saturates far from where they rest.
        double[] beside = [.. middle.Zip(high, (m, h) => m + (1e-3 * (h - m)))];
        var (at, near) = (Forces(simulation, start, actuators, middle), Forces(simulation, start, actuators, beside));
        double[] rest = [.. middle.Select((m, i) => near[i] == at[i] ? m : Math.Clamp(m - (at[i] * (beside[i] - m) / (near[i] - at[i])), low[i], high[i]))];
        var left = Forces(simulation, start, actuators, rest);
        return [.. rest.Select((r, i) => Math.Abs(left[i]) <= Math.Abs(at[i]) ? r : middle[i])];
    }

    private static double[] Forces(ISimulation simulation, StartPose? start, int[] actuators, double[] controls)
    {
        simulation.Reset();
        start?.Take(simulation);
        var state = simulation.State;
        for (var i = 0; i < actuators.Length; i++)
        {
            state.Controls[actuators[i]] = controls[i];
            // A filter that has settled; where only some actuators have one, nobody says which.
            if (state.Activations.Length == state.Controls.Length)
                state.Activations[actuators[i]] = controls[i];
        }

        simulation.Forward();
        var forces = new double[actuators.Length];
        for (var i = 0; i < actuators.Length; i++)
            forces[i] = state.ActuatorForces[actuators[i]];
        return forces;
    }
}
