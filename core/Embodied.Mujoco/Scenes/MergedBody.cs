using System.Xml.Linq;

namespace Embodied.Mujoco.Scenes;

/// <summary>A body after it was written into a scene.</summary>
/// <param name="Root">Element of its root segment.</param>
/// <param name="Extent">How large it is, in its unit of length.</param>
/// <param name="HasLights">Whether it brought light of its own.</param>
/// <param name="HasSky">Whether it brought a sky of its own.</param>
internal sealed record MergedBody(XElement Root, double Extent, bool HasLights = false, bool HasSky = false);
