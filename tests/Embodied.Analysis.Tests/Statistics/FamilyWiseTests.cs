using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.Tests.Statistics;

public sealed class FamilyWiseTests
{
    /// <summary>Of 0.01, 0.04, 0.03 and 0.005 Holm's steps are 0.05/4, 0.05/3, 0.05/2: the third is 0.03.</summary>
    [Fact]
    public void HolmStopsAtTheFirstThatIsTooLarge()
    {
        Assert.Equal([true, false, false, true], FamilyWise.Holm([0.01, 0.04, 0.03, 0.005]));
        Assert.Equal([false, false], FamilyWise.Holm([double.NaN, 0.026]));
        Assert.Equal([false, true], FamilyWise.Holm([double.NaN, 0.024]));
        Assert.Empty(FamilyWise.Holm([]));
    }
}
