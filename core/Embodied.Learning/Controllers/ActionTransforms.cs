using System.Numerics.Tensors;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Controllers;

/// <summary>Turns the actor's numbers into actions in [−1, 1].</summary>
internal static class ActionTransforms
{
    public static void Apply(ActionTransform transform, ReadOnlySpan<float> raw, Span<float> actions)
    {
        if (transform == ActionTransform.Tanh)
            TensorPrimitives.Tanh(raw, actions);
        else
            TensorPrimitives.Clamp(raw, -1f, 1f, actions);
    }
}
