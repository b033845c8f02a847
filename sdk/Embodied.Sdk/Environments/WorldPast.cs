namespace Embodied.Sdk.Environments;

/// <summary>
/// How a world came to be as it is: worlds follow from their seed and what was done to them, so that this is all that has to be kept to have one back.
/// </summary>
/// <param name="Episode">Episodes the world had ended since <see cref="IVectorEnvironment.Reset"/>.</param>
/// <param name="Actions">What was done since the present episode began, [steps × action size].</param>
public sealed record WorldPast(long Episode, float[] Actions);
