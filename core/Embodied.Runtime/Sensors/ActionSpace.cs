using System.Runtime.CompilerServices;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>The actions of a body in one environment, for senses of what was done: an actuation may want others than one per actuator.</summary>
internal static class ActionSpace
{
    private static readonly ConditionalWeakTable<BodyInScene, Channel> Known = [];

    /// <summary>The actions that the actuation of a body's environment takes; one per actuator where nobody has said.</summary>
    public static Channel Of(BodyInScene body)
    {
        if (Known.TryGetValue(body, out var channel))
            return channel;
        var names = BodyNames.Actuators(body);
        return new("controls", names.Count, "1", -1, 1) { Labels = names };
    }

    /// <summary>Says which they are.</summary>
    public static void Set(BodyInScene body, Channel actions) => Known.AddOrUpdate(body, actions);
}
