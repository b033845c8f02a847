using Embodied.Testing;
using Xunit.Sdk;

namespace Embodied.Sdk.Tests.Approval;

public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verifier-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task An_object_is_written_as_invariant_json() => Verifier.Verify(new
    {
        Name = "thorax",
        Mass = 0.1 + 0.2,
        Half = 0.5f,
        Negative = -0.0,
        Missing = double.NaN,
        Kind = DayOfWeek.Monday,
        Values = new[] { 1.23456789e-7, 123456789, 2.0 },
        Nested = new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 },
    });

    [Fact]
    public Task Times_and_ids_are_scrubbed_and_keep_their_identity()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        return Verifier.Verify($"{first} {second} {first}\r\nat {DateTime.UtcNow:O} in {Path.Combine(Path.GetTempPath(), "x")}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public Task Digits_are_as_stated(int digits) =>
        Verifier.Verify(new { Pi = Math.PI, Avogadro = 6.02214076e23 }, new() { SignificantDigits = digits, Parameters = [digits] });

    [Fact]
    public void A_missing_file_fails_and_leaves_what_was_received()
    {
        var files = Files();
        var failure = Assert.ThrowsAny<XunitException>(() => Verifier.Compare("a\nb", files, accept: false));
        Assert.Contains("No approved file", failure.Message, StringComparison.Ordinal);
        Assert.Contains("+ a", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nb", File.ReadAllText(files.Received));
    }

    [Fact]
    public void A_difference_is_shown_line_by_line()
    {
        var files = Files();
        File.WriteAllText(files.Verified, "same\nold\nend\n");
        var failure = Assert.ThrowsAny<XunitException>(() => Verifier.Compare("same\nnew\nend", files, accept: false));
        Assert.Contains("  same\n- old\n+ new\n  end", failure.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_writes_the_approved_file_and_removes_the_received_one()
    {
        var files = Files();
        File.WriteAllText(files.Received, "stale");
        Verifier.Compare("new", files, accept: true);
        Assert.Equal("new", File.ReadAllText(files.Verified));
        Assert.False(File.Exists(files.Received));
        Verifier.Compare("new", files, accept: false);
    }

    [Fact]
    public void Line_ends_do_not_matter()
    {
        var files = Files();
        File.WriteAllText(files.Verified, "\uFEFFa\r\nb\r\n");
        Verifier.Compare("a\nb", files, accept: false);
    }

    [Fact]
    public void Further_scrubbers_run_last()
    {
        var text = Scrubber.Scrub("took 12 ms", _folder, [t => t.Replace("12", "N", StringComparison.Ordinal)]);
        Assert.Equal("took N ms", text);
    }

    private ApprovalFiles Files() => ApprovalFiles.For(Path.Combine(_folder, "SomeTests.cs"), "Method", []);
}
