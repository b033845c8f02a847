namespace Embodied.Sdk.Bodies;

/// <summary>Makes one kind of body in the variants it supports.</summary>
public interface IBodyFactory
{
    /// <summary>The choices this body offers; an option outside of them is refused.</summary>
    BodyChoices Choices { get; }

    /// <summary>Builds the body.</summary>
    /// <exception cref="Errors.InputException">An option is unknown or out of range.</exception>
    IBody Create(BodyOptions options);
}
