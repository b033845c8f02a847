namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>How well one class of features predicts each unit in rows that were not trained on.</summary>
/// <param name="Class">The class.</param>
/// <param name="Scores">One per unit, over all test rows, against the mean rate of the training rows.</param>
/// <param name="Chunks">Log-likelihood ratio to the null model in each test chunk [nats], [units][chunks]; chunks are in the same order for all classes.</param>
/// <param name="Predictors">Most predictors of any fold.</param>
/// <param name="NotConverged">Fits, over units and folds, that did not reach the tolerance.</param>
internal sealed record ClassScores(FeatureClass Class, GlmScore[] Scores, double[][] Chunks, int Predictors, int NotConverged);
