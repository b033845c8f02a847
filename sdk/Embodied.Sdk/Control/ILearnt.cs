namespace Embodied.Sdk.Control;

/// <summary>A controller that has learnt something and can show what it would be without. Optional; analyses ask for it as a control.</summary>
public interface ILearnt
{
    /// <summary>Numbers per observation.</summary>
    int ObservationSize { get; }

    /// <summary>Numbers per action.</summary>
    int ActionSize { get; }

    /// <summary>A controller of the same shape that has learnt nothing; the caller disposes it.</summary>
    /// <param name="seed">Seed of its first parameters.</param>
    IController Untrained(ulong seed);
}
