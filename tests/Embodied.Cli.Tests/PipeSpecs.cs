using System.Diagnostics;

namespace Embodied.Cli.Tests;

/// <summary>Pipes and devices are no files: whoever names one gets a word at once instead of waiting.</summary>
public sealed class PipeSpecs
{
    [Theory]
    [InlineData("a.csv", "import", "a.csv")]
    [InlineData("a.yaml", "train", "a.yaml")]
    [InlineData("a.xml", "check", "a.xml")]
    [InlineData("a.h5", "register", "a.h5", "--body", "rodent/rat", "--out", "out")]
    [InlineData("a.agent", "eval", "a.agent", "--assay", "odor-plume/singh2023")]
    public void A_pipe_is_refused(string name, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "There is no mkfifo here.");
        using var folder = new TemporaryFolder();
        Process.Start("/usr/bin/mkfifo", folder.File(name)).WaitForExit();

        var result = EmbodiedProgram.Run(folder.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is empty, or a pipe or device", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_device_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero here.");
        using var folder = new TemporaryFolder();

        Assert.Contains("/dev/zero: is empty, or a pipe or device", EmbodiedProgram.Run(folder.Path, "import", "/dev/zero").Error, StringComparison.Ordinal);
    }
}
