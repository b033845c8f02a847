using System.Diagnostics;
using Embodied.Sdk.Progress;

namespace Embodied.Cli.Output;

/// <summary>Progress with an estimate of the time left, on standard error: one line that rewrites itself, or a line every few seconds in a log.</summary>
internal sealed class ProgressLine : IProgress<WorkProgress>, IDisposable
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly bool _live = !Console.IsErrorRedirected;
    private readonly Stopwatch _stage = new();
    private TimeSpan _lastWritten;
    private string? _name;
    private int _width;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            var begins = !string.Equals(_name, value.Stage, StringComparison.Ordinal);
            if (begins)
                Begin(value.Stage);
            var complete = value.Total > 0 && value.Done >= value.Total;
            if (!begins && !complete && _stage.Elapsed - _lastWritten < (_live ? TerminalInterval : LogInterval))
                return;
            if (complete && !begins && !_live && _stage.Elapsed < LogInterval)
                return;
            _lastWritten = _stage.Elapsed;
            Write(Describe(value));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_live && _width > 0)
                Console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private void Begin(string stage)
    {
        if (_live && _width > 0)
            Console.Error.WriteLine();
        _width = 0;
        _name = stage;
        _stage.Restart();
        _lastWritten = TimeSpan.Zero;
    }

    private string Describe(WorkProgress value)
    {
        var name = value.Detail is { } detail ? $"{value.Stage}, {detail}" : value.Stage;
        if (value.Total <= 0)
            return name;
        var share = Math.Clamp((double)value.Done / value.Total, 0, 1);
        if (value.Done == 0)
            return name;
        var left = TimeSpan.FromSeconds(_stage.Elapsed.TotalSeconds * (1 - share) / share);
        var tail = share < 1 ? $", {Short(left)} left" : $", {_stage.Elapsed.TotalSeconds:0.0} s";
        return $"{name}: {100 * share:0} %{tail}";
    }

    private void Write(string text)
    {
        if (!_live)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Console.Error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }

    private static string Short(TimeSpan time) =>
        time.TotalSeconds < 90 ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
