using System.Diagnostics;
using System.Globalization;
using Embodied.Sdk.Training;
using Spectre.Console;

namespace Embodied.Cli.Output;

/// <summary>How training goes: a table that rewrites itself on a terminal, a line every few seconds in a log.</summary>
internal sealed class TrainingTable : IProgress<TrainingUpdate>, IDisposable
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Title, string Format)[] Shown =
    [
        ("charts/episodic_return", "return", "0.00"), ("charts/episodic_length", "length", "0"), ("charts/success_rate", "success", "0.00"),
        ("losses/approx_kl", "KL", "0.0000"), ("losses/explained_variance", "explained", "0.00"), ("charts/SPS", "steps/s", "0"),
    ];

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly bool _live = !Console.IsErrorRedirected;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, double> _last = new(StringComparer.Ordinal);
    private TimeSpan _written = -LogInterval;
    private TimeSpan _clockStart;
    private long _first = -1;
    private long _latest;
    private int _rows;

    public void Report(TrainingUpdate value)
    {
        // The next part of a sequence counts from the beginning, and has its own pace.
        if (_first < 0 || value.Steps < _latest)
            (_first, _clockStart) = (value.Steps, _clock.Elapsed);
        _latest = value.Steps;
        foreach (var (name, figure) in value.Metrics.Where(m => double.IsFinite(m.Value)))
            _last[name] = figure;
        if (value.Warning is { } warning)
            Warn(warning);
        if (!_live && _clock.Elapsed - _written < LogInterval && value.Steps < value.TotalSteps)
            return;
        _written = _clock.Elapsed;
        if (_live)
            Draw(value);
        else
            Console.Error.WriteLine(string.Join("  ", Fields(value).Select(f => $"{f.Title} {f.Text}")));
    }

    public void Dispose() => _rows = 0;

    // Below the table, which is then drawn anew under it.
    private void Warn(string warning)
    {
        _rows = 0;
        Terminal.Note($"warning: {warning}");
    }

    private void Draw(TrainingUpdate value)
    {
        var table = new Table().Border(TableBorder.Rounded);
        var fields = Fields(value).ToList();
        fields.ForEach(f => table.AddColumn(new TableColumn(f.Title)));
        table.AddRow([.. fields.Select(f => Markup.Escape(f.Text))]);
        if (_rows > 0)
            Console.Error.Write($"\u001b[{_rows}A\r");
        _console.Write(table);
        _rows = 5;
    }

    private IEnumerable<(string Title, string Text)> Fields(TrainingUpdate value)
    {
        yield return ("stage", value.Stage);
        yield return ("steps", value.Steps.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (name, title, format) in Shown)
        {
            if (_last.TryGetValue(name, out var figure))
                yield return (title, figure.ToString(format, CultureInfo.InvariantCulture));
        }

        yield return ("left", Left(value));
    }

    private string Left(TrainingUpdate value)
    {
        var made = value.Steps - _first;
        if (made <= 0)
            return "?";
        var left = (_clock.Elapsed - _clockStart) * ((double)(value.TotalSteps - value.Steps) / made);
        return left.TotalMinutes < 2 ? $"{Math.Max(0, left.TotalSeconds):0} s" : $"{left.TotalMinutes:0} min";
    }
}
