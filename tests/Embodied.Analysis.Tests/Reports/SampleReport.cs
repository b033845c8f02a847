using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Reports;

/// <summary>One of everything a report can hold.</summary>
internal static class SampleReport
{
    public const string Markdown = """
        # Motion of one animal

        ## Errors

        Fitted with `seed 1`; **two** trials.

        | keypoint | error (mm) | frames |
        | --- | ---: | ---: |
        | head | 1.235 | 1000 |
        | fore \| left &amp; &lt;tip> | – | 250 |
        | a, b | 0.1 | 12 |

        [errors.csv](errors.csv)

        ## Motion

        ![Speed of the root](speed.png)

        Mean of 8 trials; the band is one standard deviation.

        [speed.svg](speed.svg) · [speed.csv](speed.csv)

        ![Joint angles](angles.png)

        [angles.svg](angles.svg) · [angles.csv](angles.csv)

        ![Path on the floor](path.png)

        [path.svg](path.svg) · [path.csv](path.csv)

        ## Limbs

        ![Force at each limb](limbs.png)

        [limbs.svg](limbs.svg) · [limbs.csv](limbs.csv)

        ![Episode lengths](lifetimes.png)

        [lifetimes.svg](lifetimes.svg) · [lifetimes.csv](lifetimes.csv)

        """;

    public static Report Create() => new()
    {
        Title = "Motion of one animal",
        Sections =
        [
            new() { Heading = "Errors", Text = ["Fitted with `seed 1`; **two** trials."], Tables = [Errors()] },
            new() { Heading = "Motion", Figures = [Speed(), Angles(), Path()] },
            new() { Heading = "Limbs", Figures = [Limbs(), Lifetimes()] },
        ],
    };

    private static ReportTable Errors() => new("errors", ["keypoint", "error (mm)", "frames"],
        [["head", 1.2345678901234567, 1000], ["fore | left & <tip>", double.NaN, 250], ["a, b", 0.1f, 12]]);

    private static Figure Speed()
    {
        var time = Enumerable.Range(0, 400).Select(i => i * 0.02).ToArray();
        var reference = time.Select(t => t is >= 0.5 and < 1 ? double.NaN : 12 + (6 * Math.Sin(2 * t))).ToArray();
        return new()
        {
            Name = "speed",
            Title = "Speed of the root",
            XLabel = "time (s)",
            YLabel = "speed (cm/s)",
            Caption = "Mean of 8 trials; the band is one standard deviation.",
            Series =
            [
                new("reference", SeriesStyle.Line, time, reference),
                new("physics", SeriesStyle.Band, time, [.. time.Select(t => 11 + (6 * Math.Sin((2 * t) - 0.2)))])
                {
                    Error = [.. time.Select(t => 1 + (0.5 * Math.Cos(t)))],
                },
            ],
        };
    }

    private static Figure Angles()
    {
        var time = Enumerable.Range(0, 8000).Select(i => i * 0.00125).ToArray();
        var series = new List<Series>();
        foreach (var (panel, phase) in new[] { ("knee (rad)", 0.0), ("hip (rad)", 1.0), ("spine (rad)", 2.0) })
        {
            series.Add(new("reference", SeriesStyle.Line, time, [.. time.Select(t => Math.Sin((6 * t) + phase))]) { Panel = panel });
            var late = time.Select(t => 0.9 * Math.Sin((6 * t) + phase - 0.1));
            series.Add(new("physics", SeriesStyle.Line, time, [.. late]) { Panel = panel });
        }
        return new() { Name = "angles", Title = "Joint angles", XLabel = "time (s)", YLabel = "angle (rad)", Series = series };
    }

    private static Figure Path()
    {
        var turn = Enumerable.Range(0, 300).Select(i => i * 0.05).ToArray();
        return new()
        {
            Name = "path",
            Title = "Path on the floor",
            XLabel = "x (cm)",
            YLabel = "y (cm)",
            EqualAxes = true,
            Series =
            [
                new("root", SeriesStyle.Line, [.. turn.Select(t => t * Math.Cos(t))], [.. turn.Select(t => t * Math.Sin(t))]),
                new("stops", SeriesStyle.Points, [0, 5, -9], [0, -4, 6]) { Error = [1, 1, 2] },
            ],
        };
    }

    private static Figure Limbs() => new()
    {
        Name = "limbs",
        Title = "Force at each limb",
        XLabel = "limb",
        YLabel = "force (N)",
        Categories = ["fore left", "fore right", "hind left", "hind right"],
        Series =
        [
            new("before", SeriesStyle.Bars, [0, 1, 2, 3], [0.25, 0.3, 0.6, 0.55]) { Error = [0.05, 0.04, 0.06, 0.1] },
            new("after", SeriesStyle.Bars, [0, 1, 2, 3], [0.2, 0.35, double.NaN, 0.5]) { Error = [0.05, 0.04, double.NaN, 0.1] },
            new("expected", SeriesStyle.Points, [0, 1, 2, 3], [0.22, 0.32, 0.58, 0.5]),
        ],
    };

    private static Figure Lifetimes()
    {
        var random = new RandomStream(3);
        var counts = new double[20];
        for (var i = 0; i < 500; i++)
            counts[Math.Clamp((int)(10 + (3 * random.NextGaussian())), 0, 19)]++;
        return new()
        {
            Name = "lifetimes",
            Title = "Episode lengths",
            XLabel = "length (s)",
            YLabel = "episodes",
            Series = [new("episodes", SeriesStyle.Bars, [.. Enumerable.Range(0, 20).Select(i => (i + 0.5) * 0.25)], counts)],
        };
    }
}
