namespace Embodied.Sdk.Analysis;

/// <summary>Tables, figures and words, independent of how they are drawn.</summary>
public sealed record Report
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Sections in order.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}

/// <summary>A part of a report.</summary>
public sealed record ReportSection
{
    /// <summary>Heading.</summary>
    public required string Heading { get; init; }

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Figures.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Pictures already made, as file names relative to the report.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];
}

/// <summary>A table; also written as CSV.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Columns">Headings, with units.</param>
/// <param name="Rows">Cells: numbers or words.</param>
public sealed record ReportTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object>> Rows);

/// <summary>A figure of lines, points or bars; drawn as PNG and SVG, its numbers written as CSV.</summary>
public sealed record Figure
{
    /// <summary>File name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Label of the x axis, with unit.</summary>
    public required string XLabel { get; init; }

    /// <summary>Label of the y axis, with unit.</summary>
    public required string YLabel { get; init; }

    /// <summary>What is drawn.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Names along x at 0, 1, 2… for bars; null for a numeric axis.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Whether one unit is as long along x as along y, as on a map.</summary>
    public bool EqualAxes { get; init; }

    /// <summary>One or two sentences below the figure, or null.</summary>
    public string? Caption { get; init; }
}

/// <summary>One series of a figure.</summary>
/// <param name="Label">Name in the legend; series of one label share a colour.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates; NaN leaves a gap.</param>
public sealed record Series(string Label, SeriesStyle Style, double[] X, double[] Y)
{
    /// <summary>Half widths of error bars, or of the band; null for none.</summary>
    public double[]? Error { get; init; }

    /// <summary>How far error bars, or the band, reach below the ordinates where that is not as far as <see cref="Error"/> above them; null for as far.</summary>
    public double[]? ErrorBelow { get; init; }

    /// <summary>Which panel it is drawn in, named by its y label; panels share x and stand one below the other. Null is the figure's own.</summary>
    public string? Panel { get; init; }

    /// <summary>What colours stand for, one per point of <see cref="SeriesStyle.Cells"/>; null for other styles.</summary>
    public double[]? Values { get; init; }

    /// <summary>Number of its colour, counted from 0, so that one thing looks the same in several figures; null is that of its place among the labels.</summary>
    public int? Color { get; init; }
}

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>Connected.</summary>
    Line,

    /// <summary>Points only.</summary>
    Points,

    /// <summary>Bars from zero: side by side at categories, touching (a histogram) on a numeric axis.</summary>
    Bars,

    /// <summary>Connected, with the error as a shaded band.</summary>
    Band,

    /// <summary>Coloured cells at whole x (columns) and y (rows, the first on top), of <see cref="Series.Values"/>; categories name both.</summary>
    Cells,
}
