namespace Embodied.Sdk.Recordings;

/// <summary>Names of channels that the steps of the pipeline hand to each other.</summary>
public static class ChannelNames
{
    /// <summary>3-D keypoints [frames × keypoints × 3], m, world frame, z up; NaN where not seen.</summary>
    public const string Keypoints = "keypoints";

    /// <summary>Confidence of keypoints [frames × keypoints] in [0, 1].</summary>
    public const string KeypointConfidence = "keypoints/confidence";

    /// <summary>Generalised positions [frames × nq].</summary>
    public const string Positions = "qpos";

    /// <summary>Generalised velocities [frames × nv].</summary>
    public const string Velocities = "qvel";

    /// <summary>Generalised forces of the actuators [frames × nv].</summary>
    public const string JointForces = "qfrc_actuator";

    /// <summary>Generalised forces that a motion needs, those of the ground among them [frames × nv].</summary>
    public const string NeededForces = "qfrc_inverse";

    /// <summary>Centre of mass [frames × 3], m, world frame.</summary>
    public const string CentreOfMass = "centre_of_mass";

    /// <summary>Ends of the limbs and head [frames × parts × 3], m, frame of the root segment.</summary>
    public const string Appendages = "appendages";

    /// <summary>Fitted keypoint offsets in their segments' frames [keypoints × 3].</summary>
    public const string Offsets = "registration/offsets";

    /// <summary>Distance between keypoint and marker [frames × keypoints], m.</summary>
    public const string Errors = "registration/errors";

    /// <summary>Registered marker positions [frames × keypoints × 3], m, world frame.</summary>
    public const string Markers = "registration/markers";

    /// <summary>Height of the ground the animal stands on [1], m, world frame.</summary>
    public const string Ground = "ground";

    /// <summary>Behaviour index per frame [frames].</summary>
    public const string Behaviour = "behaviour";

    /// <summary>Spike counts [frames × units]; labels are the units' names.</summary>
    public const string Spikes = "spikes";

    /// <summary>Brain region of each unit [units], an index; the label of a unit is the region's name, empty where nobody says.</summary>
    public const string SpikeRegions = "spikes/regions";

    /// <summary>First frame of each clip [clips] in a recording of clips one after the other; labels are their names.</summary>
    public const string Clips = "clips/first_frame";
}
