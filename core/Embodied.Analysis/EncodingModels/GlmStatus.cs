namespace Embodied.Analysis.EncodingModels;

/// <summary>How a fit ended.</summary>
internal enum GlmStatus
{
    /// <summary>The optimality conditions hold to the tolerance.</summary>
    Converged,

    /// <summary>The unit never responds (or always does): the best intercept is infinite, the weights are 0.</summary>
    Silent,

    /// <summary>No step lowers the loss further in double precision; the certificate says how near the optimum is.</summary>
    Stalled,

    /// <summary>The iterations ran out.</summary>
    OutOfIterations,
}
