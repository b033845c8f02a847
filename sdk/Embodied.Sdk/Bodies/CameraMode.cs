namespace Embodied.Sdk.Bodies;

/// <summary>How a camera follows its segment.</summary>
public enum CameraMode
{
    /// <summary>Rigidly attached: an eye.</summary>
    Fixed,

    /// <summary>Keeps offset and orientation in the world frame relative to the segment.</summary>
    Track,

    /// <summary>Keeps offset and orientation in the world frame relative to the centre of mass of the subtree.</summary>
    TrackCentreOfMass,
}
