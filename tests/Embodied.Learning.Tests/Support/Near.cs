namespace Embodied.Learning.Tests.Support;

internal static class Near
{
    public static void Assert(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, double tolerance)
    {
        Xunit.Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Xunit.Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"number {i} is {found[i]}, expected {expected[i]} ± {tolerance}");
    }
}
