using Embodied.Analysis.Statistics;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Where on the body the errors are.</summary>
internal static class PartSection
{
    public static ReportSection Build(FollowingResult result)
    {
        var parts = result.Parts;
        var errors = FollowingReport.Compared(result).Select(a => new Errors(result, a)).ToArray();
        return new()
        {
            Heading = "By part of the body",
            Text =
            [
                "The parts are the tracked segments of the body. Positions are those of their origins in the world, so that an error of the root is one of every part; angles are those of a part's joints: the joints that move it, and those between it and the tracked segments behind it. Means over the time until a window is lost, then over windows.",
            ],
            Tables =
            [
                new("parts", ["part", "joints", .. errors.SelectMany(e => (string[])[.. Cells.Names($"{e.Actor.Name}: position mm"), .. Cells.Names($"{e.Actor.Name}: angle °")])],
                    [.. parts.Select(p => (IReadOnlyList<object>)[p.Name, p.Joints.Count, .. errors.SelectMany(e => (object[])[.. Cells.Of(e.Position(p)), .. Cells.Of(e.Angle(p))])])]),
            ],
            Figures =
            [
                new()
                {
                    Name = "by-part",
                    Title = "Error by part of the body",
                    XLabel = "",
                    YLabel = "position error [mm]",
                    Categories = [.. parts.Select(p => p.Name)],
                    Series =
                    [
                        .. errors.Select(e => Cells.Series(e.Actor.Name, SeriesStyle.Bars, Cells.Places(parts.Count), [.. parts.Select(e.Position)]) with { Color = e.Color }),
                        .. errors.Select(e => Cells.Series(e.Actor.Name, SeriesStyle.Bars, Cells.Places(parts.Count), [.. parts.Select(e.Angle)]) with { Color = e.Color, Panel = "joint error [°]" }),
                    ],
                    Caption = "Means over windows with 95 % bootstrap intervals. A part without joints of its own has no angle.",
                },
            ],
        };
    }

    /// <summary>Errors of one actor.</summary>
    private sealed class Errors(FollowingResult result, FollowingActor actor)
    {
        // A window that was lost at once has no errors part by part.
        private readonly TrialTrace[] _traces = [.. actor.Trials.Select(t => t.Trace).OfType<TrialTrace>().Where(t => t.Segments.Count > 0)];

        public FollowingActor Actor => actor;

        public int Color => FollowingReport.ColorOf(result, actor);

        public ConfidenceInterval Position(BodyPart part) => part.Segment < 0 ? Unknown : FollowingIntervals.Mean([.. _traces.Select(t => 1000 * t.Segments[part.Segment])]);

        public ConfidenceInterval Angle(BodyPart part) =>
            part.Joints.Count == 0 ? Unknown : FollowingIntervals.Mean([.. _traces.Select(t => double.RadiansToDegrees(part.Joints.Average(j => t.Joints[j])))]);

        private static ConfidenceInterval Unknown => new(double.NaN, double.NaN, double.NaN);
    }
}
