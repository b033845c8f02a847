using System.Globalization;
using CsCheck;
using Embodied.Analysis.Reports;

namespace Embodied.Analysis.Tests.Reports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.23456, "1.235")]
    [InlineData(123.456, "123.5")]
    [InlineData(12345.6, "12346")]
    [InlineData(0.00123456, "0.001235")]
    [InlineData(0.000012341, "1.234e-5")]
    [InlineData(-2500000, "-2.5e+6")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Short_numbers(double value, string text) => Assert.Equal(text, NumberText.Short(value));

    [Fact]
    public void Exact_numbers_read_back_as_the_same_bits() =>
        Gen.Double.Where(double.IsFinite).Sample(v => double.Parse(NumberText.Exact(v), CultureInfo.InvariantCulture).Equals(v));

    [Fact]
    public void Cells_with_separators_quotes_or_line_breaks_are_quoted()
    {
        using var text = new StringWriter();
        Csv.Write(text, ["a,b", "c"], [["say \"hi\"", true], ["two\nlines", double.NaN], [double.NegativeInfinity, 3]]);
        Assert.Equal("\"a,b\",c\n\"say \"\"hi\"\"\",true\n\"two\nlines\",\n-inf,3\n", text.ToString());
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("-x", "\"'-x\"")]
    [InlineData("-1.5e3", "-1.5e3")]
    [InlineData("a=b", "a=b")]
    public void Cells_that_a_spreadsheet_would_run_become_text(string cell, string written)
    {
        using var text = new StringWriter();
        Csv.Write(text, ["c"], [[cell]]);
        Assert.Equal($"c\n{written}\n", text.ToString());
    }

    [Fact]
    public void Names_are_no_markup_in_Markdown()
    {
        var text = MarkdownReport.Text(new()
        {
            Title = "<script>alert(1)</script>",
            Sections = [new() { Heading = "a & b", Text = ["[x](javascript:1) and **bold**"], Tables = [new("t", ["a|b"], [["[c](d)`e`*f*"]])] }],
        });

        Assert.Contains("# &lt;script>alert(1)&lt;/script>", text, StringComparison.Ordinal);
        Assert.Contains("## a &amp; b", text, StringComparison.Ordinal);
        Assert.Contains(@"[x]\(javascript:1) and **bold**", text, StringComparison.Ordinal);
        Assert.Contains(@"| a\|b |", text, StringComparison.Ordinal);
        Assert.Contains(@"| \[c\](d)\`e\`\*f\* |", text, StringComparison.Ordinal);
    }
}
