using Embodied.Analysis.Reports;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;

namespace Embodied.Analysis.Tests.Reports;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "embodied-report-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, true);
    }

    [Fact]
    public void Markdown_is_as_approved()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        Assert.Equal(SampleReport.Markdown, File.ReadAllText(Path.Combine(_folder, "report.md")));
    }

    [Fact]
    public void Same_report_gives_same_bytes()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        var first = Contents();
        ReportWriter.Write(SampleReport.Create(), _folder);
        Assert.Equal(first, Contents());
    }

    [Fact]
    public void Every_table_and_figure_has_its_files_and_nothing_else_is_left()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        string[] expected =
        [
            "angles.csv", "angles.png", "angles.svg", "errors.csv", "limbs.csv", "limbs.png", "limbs.svg", "lifetimes.csv", "lifetimes.png",
            "lifetimes.svg", "path.csv", "path.png", "path.svg", "report.html", "report.md", "speed.csv", "speed.png", "speed.svg",
        ];
        var found = Directory.GetFiles(_folder).Select(Path.GetFileName);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_carries_its_pictures_and_escapes_words()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        var html = File.ReadAllText(Path.Combine(_folder, "report.html"));
        Assert.Equal(5, Count(html, "src=\"data:image/png;base64,"));
        Assert.Contains("<td>fore | left &amp; &lt;tip&gt;</td>", html);
        Assert.Contains("<code>seed 1</code>", html);
        Assert.DoesNotContain("http", html);
    }

    [Fact]
    public void Tables_keep_every_digit()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        Assert.Equal(
            "keypoint,error (mm),frames\nhead,1.2345678901234567,1000\nfore | left & <tip>,,250\n\"a, b\",0.1,12\n",
            File.ReadAllText(Path.Combine(_folder, "errors.csv")));
    }

    [Fact]
    public void Figures_give_their_numbers_with_gaps_categories_and_errors()
    {
        ReportWriter.Write(SampleReport.Create(), _folder);
        Assert.StartsWith(
            "series,limb,force (N),error\nbefore,fore left,0.25,0.05\n", File.ReadAllText(Path.Combine(_folder, "limbs.csv")));
        Assert.Contains("\nreference,0.5,,\n", File.ReadAllText(Path.Combine(_folder, "speed.csv")));
        Assert.StartsWith("series,panel,time (s),y\nreference,knee (rad),0,", File.ReadAllText(Path.Combine(_folder, "angles.csv")));
    }

    [Fact]
    public void Errors_may_reach_further_on_one_side()
    {
        ReportWriter.Write(Single(new Series("a", SeriesStyle.Band, [0, 1], [2, 3]) { Error = [1, 2], ErrorBelow = [0.5, 0] }), _folder);
        Assert.Contains("\na,0,2,1,0.5\na,1,3,2,0\n", File.ReadAllText(Path.Combine(_folder, "f.csv")), StringComparison.Ordinal);

        var error = Assert.Throws<InputException>(() => ReportWriter.Write(Single(new Series("a", SeriesStyle.Line, [0, 1], [2, 3]) { ErrorBelow = [0.5, 0] }), _folder));
        Assert.Contains("has 0 errors and 2 below", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_of_different_lengths_are_refused_before_anything_is_written()
    {
        var report = Single(new Series("a", SeriesStyle.Line, [0, 1, 2], [0, 1]));
        var error = Assert.Throws<InputException>(() => ReportWriter.Write(report, _folder));
        Assert.Equal("report 'T': series 'a' of figure 'f' has 3 x and 2 y", error.Message);
        Assert.False(Directory.Exists(_folder));
    }

    [Theory]
    [InlineData("a/b", "'a/b' cannot be a file name")]
    [InlineData("", "'' cannot be a file name")]
    [InlineData("report", "two tables or figures are named 'report'")]
    public void Bad_file_names_are_refused(string name, string problem)
    {
        var report = new Report { Title = "T", Sections = [new() { Heading = "H", Tables = [new(name, ["a"], [[1]])] }] };
        Assert.Equal(problem, Assert.Throws<InputException>(() => ReportWriter.Write(report, _folder)).Problem);
    }

    [Fact]
    public void A_picture_that_is_not_there_is_refused()
    {
        var report = new Report { Title = "T", Sections = [new() { Heading = "H", Images = ["sheet.png"] }] };
        Assert.Contains("'sheet.png' is not in", Assert.Throws<InputException>(() => ReportWriter.Write(report, _folder)).Problem);
    }

    [Fact]
    public void A_figure_without_a_known_value_is_drawn_empty()
    {
        ReportWriter.Write(Single(new Series("a", SeriesStyle.Line, [0, 1], [double.NaN, double.NaN])), _folder);
        Assert.True(new FileInfo(Path.Combine(_folder, "f.png")).Length > 1000);
    }

    private static Report Single(Series series) => new()
    {
        Title = "T",
        Sections = [new() { Heading = "H", Figures = [new() { Name = "f", Title = "F", XLabel = "x", YLabel = "y", Series = [series] }] }],
    };

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(_folder).ToDictionary(
            f => Path.GetFileName(f), f => Convert.ToBase64String(File.ReadAllBytes(f)), StringComparer.Ordinal);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
