namespace Embodied.Imitation.References;

/// <summary>A motion in a library and what it is for.</summary>
/// <param name="Motion">The motion.</param>
/// <param name="Test">Whether it is held back: learners never see it.</param>
public sealed record ReferenceClip(ReferenceMotion Motion, bool Test);

/// <summary>Which clips of a library are wanted.</summary>
public enum ClipSplit
{
    /// <summary>Those to learn from.</summary>
    Train,

    /// <summary>Those held back.</summary>
    Test,

    /// <summary>All.</summary>
    All,
}
