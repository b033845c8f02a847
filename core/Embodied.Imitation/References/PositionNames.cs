using Embodied.Sdk.Physics;

namespace Embodied.Imitation.References;

/// <summary>Names of generalised positions: the joint's, with <c>/x</c> … where it has several.</summary>
public static class PositionNames
{
    private static readonly string[] Free = ["x", "y", "z", "qw", "qx", "qy", "qz"];

    /// <summary>The names for a model, [nq].</summary>
    public static IReadOnlyList<string> Of(IModel model)
    {
        var names = new string[model.Info.PositionCount];
        for (var j = 0; j < model.Info.JointCount; j++)
        {
            var (joint, name) = (model.JointAt(j), model.NameOf(ElementKind.Joint, j) ?? $"joint{j}");
            for (var i = 0; i < joint.PositionSize; i++)
                names[joint.Position + i] = joint.PositionSize == 1 ? name : $"{name}/{Free[i + 7 - joint.PositionSize]}";
        }

        return names;
    }
}
