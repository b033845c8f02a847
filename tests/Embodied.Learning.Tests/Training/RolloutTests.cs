using Embodied.Learning.Tests.Support;
using Embodied.Learning.Training;

namespace Embodied.Learning.Tests.Training;

public sealed class RolloutTests
{
    /// <summary>γ = λ = ½, rewards 1, 2, 4, values 1, 1, 1, and 8 behind the last step; worked out by hand.</summary>
    [Theory]
    [InlineData("goes on", new[] { 1f, 1f, 8f }, new[] { 1f, 1f, 1f }, new[] { 1.3125f, 3.25f, 7f })] // δ = ½, 1½, 7
    [InlineData("ends after step 2", new[] { 1f, 0f, 8f }, new[] { 1f, 0f, 1f }, new[] { 0.75f, 1f, 7f })] // δ = ½, 1, 7
    [InlineData("cut after step 2", new[] { 1f, 6f, 8f }, new[] { 1f, 0f, 1f }, new[] { 1.5f, 4f, 7f })] // δ = ½, 2 + ½·6 − 1, 7
    public void Advantages_are_those_worked_out_by_hand(string episode, float[] next, float[] continues, float[] expected)
    {
        Assert.NotEmpty(episode);
        // The second world is the first with all doubled: worlds must not mix.
        var rollout = new Rollout(Nets.Shape("mlp"), worlds: 2, horizon: 3, window: 3);
        float[] rewards = [1, 2, 4];
        for (var t = 0; t < 3; t++)
        {
            for (var w = 0; w < 2; w++)
            {
                var i = (2 * t) + w;
                (rollout.Rewards[i], rollout.Values[i], rollout.NextValues[i]) = ((w + 1) * rewards[t], w + 1, (w + 1) * next[t]);
                rollout.Continues[i] = continues[t];
            }
        }

        rollout.Estimate(0.5, 0.5);

        Assert.Equal(expected.SelectMany(a => new[] { a, 2 * a }), rollout.Advantages);
        Assert.Equal(expected.SelectMany(a => new[] { a + 1, 2 * (a + 1) }), rollout.Returns);
    }

    [Fact]
    public void Normalized_advantages_have_mean_0_and_deviation_1()
    {
        var rollout = new Rollout(Nets.Shape("mlp"), 10, 20, 20);
        Nets.Gaussians(200, 1, 30).CopyTo(rollout.Advantages, 0);
        rollout.NormalizeAdvantages();
        Assert.Equal(0, rollout.Advantages.Average(a => (double)a), 1e-5);
        Assert.Equal(1, rollout.Advantages.Sum(a => (double)a * a) / 199, 1e-4);
    }

    [Theory]
    [InlineData(1f, 0f, 1)]
    [InlineData(1f, 5f, 1)]
    [InlineData(0f, 2f, 0)]
    [InlineData(-1f, 0f, -3)]
    public void Explained_variance_is_that_of_values_as_a_forecast(float slope, float offset, double expected)
    {
        var rollout = new Rollout(Nets.Shape("mlp"), 4, 5, 5);
        Nets.Gaussians(20, 2).CopyTo(rollout.Returns, 0);
        for (var i = 0; i < 20; i++)
            rollout.Values[i] = (slope * rollout.Returns[i]) + offset;
        Assert.Equal(expected, rollout.ExplainedVariance(), 1e-5);
    }
}
