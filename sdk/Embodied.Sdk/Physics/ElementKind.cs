namespace Embodied.Sdk.Physics;

/// <summary>Kinds of named elements in a compiled scene.</summary>
public enum ElementKind
{
    /// <summary>Rigid part; index 0 is the world.</summary>
    Segment,

    /// <summary>Joint.</summary>
    Joint,

    /// <summary>Solid.</summary>
    Shape,

    /// <summary>Point.</summary>
    Site,

    /// <summary>Camera.</summary>
    Camera,

    /// <summary>Tendon.</summary>
    Tendon,

    /// <summary>Actuator.</summary>
    Actuator,

    /// <summary>Sensor.</summary>
    Sensor,
}
