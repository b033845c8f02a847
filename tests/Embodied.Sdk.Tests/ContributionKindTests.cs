using Embodied.Sdk.Plugins;

namespace Embodied.Sdk.Tests;

public sealed class ContributionKindTests
{
    [Fact]
    public void EveryKindHasItsOwnNamesAndContract()
    {
        Assert.Distinct(ContributionKind.All.Select(k => k.Name));
        Assert.Distinct(ContributionKind.All.Select(k => k.Singular));
        Assert.Distinct(ContributionKind.All.Select(k => k.Contract));
    }
}
