using Embodied.Analysis.Reports;
using Embodied.OdorPlume.Assays;
using Embodied.OdorPlume.Tests.Controllers;
using Embodied.Runtime.Assays;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.OdorPlume.Tests.Analyses;

public sealed class TrackingReportTests : IClassFixture<TrackingReportTests.Recorded>
{
    private readonly Recorded _recorded;

    public TrackingReportTests(Recorded recorded) => _recorded = recorded;

    [Fact]
    public void TheReportHoldsEverySection() => Assert.Equal(
        ["Success", "Behaviour modules", "Course: plume or wind", "What predicts the action", "Dimension of the memory", "History of the odour", "Dynamics of the memory", "Cycles while lost"],
        _recorded.Report.Sections.Select(s => s.Heading));

    [Fact]
    public void SuccessesAreThoseOfTheAssay()
    {
        var rows = Table("success").Rows;
        foreach (var condition in _recorded.Result.Conditions)
            Assert.Equal(condition.Successes, rows.Single(r => (string)r[0] == condition.Name)[1]);
    }

    [Fact]
    public void AReservoirRemembersRecentOdourBetterThanOld()
    {
        var figure = Figure("history-windows");
        var r = figure.Series[0].Y;

        Assert.True(r[0] > 0.5, $"R² of the shortest average is {r[0]}.");
        Assert.True(r[0] > r[^1]);
    }

    [Fact]
    public void EigenvaluesAreThoseOfTheWeights()
    {
        // Weights of 0.9 times the critical gain: no eigenvalue far outside the circle, one near 0.9.
        var largest = (double)Table("eigenvalues").Rows[2][1];

        Assert.InRange(largest, 0.7, 1.15);
    }

    [Fact]
    public void TheCourseOfAnUpwindControllerIsUpwind()
    {
        var rows = Table("course").Rows;

        Assert.InRange((double)rows.Single(r => (string)r[0] == "constant")[3], 0, 15);
        Assert.InRange((double)rows.Single(r => (string)r[0] == "switch-once")[2], 15, 60);
    }

    [Fact]
    public void ActionsFollowFromHistoryMoreThanFromTheInstant()
    {
        var accuracy = Table("action-accuracy").Rows.Select(r => (double)r[1]).ToArray();

        Assert.True(accuracy[0] > accuracy[1] && accuracy[1] > accuracy[2], string.Join(", ", accuracy));
    }

    [Fact]
    public void TheReportCanBeWritten()
    {
        var folder = Directory.CreateTempSubdirectory("tracking-").FullName;
        try
        {
            ReportWriter.Write(_recorded.Report, folder);
            Assert.True(new FileInfo(Path.Combine(folder, "report.html")).Length > 100_000);
            Assert.True(File.Exists(Path.Combine(folder, "eigenvalue-plane.svg")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AForeignRecordingIsRefused()
    {
        var foreign = new Recording("other", [], new() { Origin = "test" });

        var refused = Assert.Throws<InputException>(() => Recorded.Analyse(new Dictionary<string, Recording> { ["other"] = foreign }, null));

        Assert.Contains("qpos", refused.Message, StringComparison.Ordinal);
    }

    private ReportTable Table(string name) => _recorded.Report.Sections.SelectMany(s => s.Tables).Single(t => t.Name == name);

    private Figure Figure(string name) => _recorded.Report.Sections.SelectMany(s => s.Figures).Single(t => t.Name == name);

    public sealed class Recorded
    {
        public Recorded()
        {
            Result = new AssayRunner(PluginUnderTest.Catalog).Run(new()
            {
                Assay = SinghAssay.AssayId,
                ControllerName = "reservoir",
                Controller = request => Reservoir = new(request),
                Conditions = ["constant", "switch-once"],
                Record = true,
            });
            Report = Analyse(Result.Conditions.ToDictionary(c => c.Name, c => c.Recording!), Reservoir);
        }

        public AssayResult Result { get; }

        public Report Report { get; }

        private Reservoir? Reservoir { get; set; }

        internal static Report Analyse(Dictionary<string, Recording> recordings, Sdk.Control.IController? controller) =>
            PluginUnderTest.Catalog.Get<IAnalysis>("odor-plume/tracking").Run(
                new() { Recordings = recordings, Controller = controller }, new Progress<WorkProgress>(), CancellationToken.None);
    }
}
