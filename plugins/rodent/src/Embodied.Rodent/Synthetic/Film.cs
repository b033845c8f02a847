using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>The channels of a recording in the making.</summary>
internal sealed class Film(int frames, int keypoints, int positionCount)
{
    public int Frames { get; } = frames;

    public int PositionCount { get; } = positionCount;

    public double[] Keypoints { get; } = new double[frames * keypoints * 3];

    public double[] Positions { get; } = new double[frames * positionCount];

    public double[] Behaviours { get; } = new double[frames];

    public double[] Stances { get; } = new double[frames * 4];

    public void Add(int frame, double[] positions, RatPlan plan)
    {
        positions.CopyTo(Positions, frame * PositionCount);
        Behaviours[frame] = (double)plan.Behaviour;
        for (var paw = 0; paw < 4; paw++)
            Stances[(4 * frame) + paw] = plan.Stands(paw) ? 1 : 0;
    }

    public void SetKeypoint(int frame, int keypoint, Vec3 point)
    {
        var at = 3 * ((frame * keypoints) + keypoint);
        (Keypoints[at], Keypoints[at + 1], Keypoints[at + 2]) = (point.X, point.Y, point.Z);
    }
}
