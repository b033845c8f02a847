namespace Embodied.Sdk.Bodies;

/// <summary>Kind of motion a joint allows.</summary>
public enum JointKind
{
    /// <summary>Rotation about one axis.</summary>
    Hinge,

    /// <summary>Translation along one axis.</summary>
    Slide,

    /// <summary>Free rotation; four numbers in qpos, three in qvel.</summary>
    Ball,
}
