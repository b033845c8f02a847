using Embodied.Runtime.Environments;

namespace Embodied.Runtime.Tests.Environments;

public sealed class ControlStepsTests
{
    [Theory]
    [InlineData(0.02, 0.002, null)]
    [InlineData(0.02, 0.02, null)]
    [InlineData(0.02, 0.003, 0.02 / 7)]
    [InlineData(0.02, 0.03, 0.02)]
    [InlineData(0.02, double.NaN, null)]
    public void A_step_that_does_not_go_into_the_control_step_is_shortened(double control, double wished, double? fitting) =>
        Assert.Equal(fitting, ControlSteps.Fitting(control, wished));
}
