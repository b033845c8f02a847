using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Where the position and heading of a planar body stand in the state.</summary>
internal readonly struct PlanarRoot
{
    private readonly int _x;
    private readonly int _y;
    private readonly int _heading;

    private PlanarRoot(int x, int y, int heading) => (_x, _y, _heading) = (x, y, heading);

    /// <summary>Finds them.</summary>
    /// <exception cref="InputException">The body does not move in the plane.</exception>
    public static PlanarRoot Of(BodyInScene body)
    {
        try
        {
            return new(At(body, "root_x"), At(body, "root_y"), At(body, "root_heading"));
        }
        catch (InputException e)
        {
            throw new InputException(body.Body.Id, "does not move in the plane", $"Use {Bodies.FlyerFactory.Id}.", e);
        }
    }

    /// <summary>Place [m].</summary>
    public (double X, double Y) Place(SimulationState state) => (state.Positions[_x], state.Positions[_y]);

    /// <summary>Heading [rad].</summary>
    public double Heading(SimulationState state) => state.Positions[_heading];

    /// <summary>Turns to a heading [rad].</summary>
    public void Turn(SimulationState state, double heading) => state.Positions[_heading] = Math.IEEERemainder(heading, Math.Tau);

    /// <summary>Moves to a place.</summary>
    public void Put(SimulationState state, double x, double y) => (state.Positions[_x], state.Positions[_y]) = (x, y);

    private static int At(BodyInScene body, string joint) => body.Model.JointAt(body.Require(ElementKind.Joint, joint)).Position;
}
