using Embodied.Sdk.Errors;
using Spectre.Console;

namespace Embodied.Cli.Output;

/// <summary>
/// Where commands speak. Results go to standard output, as a table or, with <c>--json</c>, as one line; everything else (progress, notes,
/// errors) goes to standard error, so that output can be piped.
/// </summary>
internal sealed class Terminal(bool json)
{
    private readonly IAnsiConsole _out = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>Whether a machine reads.</summary>
    public bool IsJson => json;

    /// <summary>Writes a result: the payload for machines, or what <paramref name="human"/> draws.</summary>
    public void Result(object payload, Action<Terminal> human)
    {
        if (json)
            Console.Out.WriteLine(Json.Line(payload));
        else
            human(this);
    }

    /// <summary>A line of plain text on standard output.</summary>
    public void Line(string text = "") => Console.Out.WriteLine(Shown(text));

    /// <summary>A table on standard output; plain columns when nobody watches.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Console.IsOutputRedirected)
        {
            foreach (var row in rows.Prepend(columns))
                Console.Out.WriteLine(Shown(string.Join('\t', row)));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (var row in rows)
            table.AddRow([.. row.Select(Shown).Select(Markup.Escape)]);
        _out.Write(table);
    }

    /// <summary>A remark that is not part of the result.</summary>
    public static void Note(string text) => Console.Error.WriteLine(Shown(text));

    /// <summary>Text from files as it may stand on a terminal: what would move the cursor, change colours or turn the direction of reading is shown instead of done.</summary>
    public static string Shown(string text) => text.Any(IsCommand) ? string.Concat(text.Select(c => IsCommand(c) ? $"\\x{(int)c:x2}" : c.ToString())) : text;

    // Control characters, and those that turn the direction of what follows (Unicode, annex 9).
    private static bool IsCommand(char c) => (char.IsControl(c) && c is not '\n' and not '\t') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>An error with its hint.</summary>
    public void Error(Exception error)
    {
        var hint = (error as EmbodiedException)?.Hint;
        if (json)
        {
            Console.Error.WriteLine(Json.Line(new { Error = error.Message, Hint = hint }));
            return;
        }

        Console.Error.WriteLine($"error: {Shown(error.Message)}");
        if (hint is not null)
            Console.Error.WriteLine($"  hint: {Shown(hint)}");
    }
}
