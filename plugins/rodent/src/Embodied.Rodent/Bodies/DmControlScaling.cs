using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>
/// Scaling as dm_control does it (locomotion/walkers/rescale.py, used by the virtual rodent of Aldarondo et al. 2024): every position and size that
/// stands in the file itself is multiplied: segments, joints, shapes, sites, cameras. Joint anchors that come from a class keep their length (the
/// six lumbar joints), and so do gear, damping, stiffness, armature and forces. Densities stay, so mass goes with the cube.
/// </summary>
internal static class DmControlScaling
{
    public const string Name = "dm-control";

    public static BodyFigures Apply(BodyFigures figures, IReadOnlySet<string> anchoredByClass, double scale) => scale == 1 ? figures : figures with
    {
        Segments = [.. figures.Segments.Select(s => s with
        {
            Position = scale * s.Position,
            Joints = [.. s.Joints.Select(j => anchoredByClass.Contains(j.Name) ? j : j with { Position = scale * j.Position })],
            Shapes = [.. s.Shapes.Select(shape => ScaledShape.Of(shape, scale))],
            Sites = [.. s.Sites.Select(site => site with { Position = scale * site.Position, Size = ScaledShape.Size(site.Size, scale) })],
            Cameras = [.. s.Cameras.Select(camera => camera with { Position = scale * camera.Position })],
        })],
    };
}
