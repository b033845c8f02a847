namespace Embodied.Sdk.Tasks;

/// <summary>A task with a motion that is to be followed; pictures show it beside the body.</summary>
public interface IHasReference
{
    /// <summary>The reference's present pose in the order of the scene's qpos, [positions]; empty before the first episode. Valid until the next step.</summary>
    ReadOnlySpan<double> ReferencePose { get; }
}
