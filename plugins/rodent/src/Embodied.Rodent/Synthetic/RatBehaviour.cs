namespace Embodied.Rodent.Synthetic;

/// <summary>What the synthetic rat does; the values are those of the behaviour channel.</summary>
public enum RatBehaviour
{
    /// <summary>Stands still and breathes.</summary>
    Stand,

    /// <summary>Walks ahead in gentle curves.</summary>
    Walk,

    /// <summary>Turns nearly on the spot.</summary>
    Turn,

    /// <summary>Rises on the hind legs and looks around.</summary>
    Rear,

    /// <summary>Sits and washes its face with the forepaws.</summary>
    Groom,

    /// <summary>Lowers the head and sniffs along the floor.</summary>
    Sniff,

    /// <summary>Lifts the forepaws a little and looks ahead.</summary>
    RearLow,

    /// <summary>Washes the left side.</summary>
    GroomLeft,

    /// <summary>Washes the right side.</summary>
    GroomRight,

    /// <summary>Ducks.</summary>
    Crouch,
}
