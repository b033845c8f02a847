namespace Embodied.Rodent.Synthetic;

/// <summary>One stretch of one behaviour.</summary>
/// <param name="Behaviour">What.</param>
/// <param name="End">Until when [s].</param>
/// <param name="Speed">Forward speed [m/s at scale 1].</param>
/// <param name="Turning">Heading rate [rad/s], left positive.</param>
/// <param name="Side">−1 … 1: where to look.</param>
internal readonly record struct BehaviourBout(RatBehaviour Behaviour, double End, double Speed, double Turning, double Side)
{
    /// <summary>How the rat holds itself where the behaviour alone does not say.</summary>
    public Posture? Held { get; init; }
}
