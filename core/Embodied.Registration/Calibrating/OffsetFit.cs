using Embodied.Registration.Solving;

namespace Embodied.Registration.Calibrating;

/// <summary>
/// The offsets that fit given poses best, in closed form: per keypoint m = (Σ w Rᵀ(y − x) + c D m₀) / (Σ w + c D), the minimum of
/// Σ w‖y − x − R m‖² + c D‖m − m₀‖² (STAC's offset step; the exact form is that of stac-mjx). D is 1 for regularised keypoints, else 0.
/// </summary>
internal static class OffsetFit
{
    /// <summary>Fits in place.</summary>
    /// <param name="body">First guesses and regularised keypoints.</param>
    /// <param name="local">Keypoints in their segments' frames, [frames × keypoints × 3].</param>
    /// <param name="weights">[frames × keypoints].</param>
    /// <param name="regularization">c.</param>
    /// <param name="offsets">Receives the offsets, [keypoints × 3].</param>
    public static void Fit(BodyBinding body, double[] local, double[] weights, double regularization, double[] offsets)
    {
        var count = body.Segments.Length;
        for (var k = 0; k < count; k++)
        {
            var prior = body.Regularized[k] ? regularization : 0;
            var total = prior;
            Span<double> sum = [prior * body.Offsets[3 * k], prior * body.Offsets[(3 * k) + 1], prior * body.Offsets[(3 * k) + 2]];
            for (var i = k; i < weights.Length; i += count)
            {
                if (weights[i] <= 0)
                    continue;
                total += weights[i];
                for (var axis = 0; axis < 3; axis++)
                    sum[axis] += weights[i] * local[(3 * i) + axis];
            }
            if (total <= 0)
                continue;
            for (var axis = 0; axis < 3; axis++)
                offsets[(3 * k) + axis] = sum[axis] / total;
        }
    }
}
