using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Tests.Training;

/// <summary>A machine written in MJCF, fixed to the world.</summary>
internal sealed record MjcfBody(string Id, string Xml, BodyRoles Roles) : IBody
{
    public BodySource Source { get; } = new MjcfSource(Xml, null) { Root = RootFreedom.Fixed };
}
