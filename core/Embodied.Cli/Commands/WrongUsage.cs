using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>What is wrong with a command line, told as one error with the nearest right spelling instead of a page of help.</summary>
internal static class WrongUsage
{
    /// <summary>The problem, or null when the command line is fine or asks for help.</summary>
    public static InputException? In(ParseResult parse)
    {
        // A misspelt option may be taken for an argument, and then its value is what nobody knows.
        var misspelt = parse.Tokens.Where(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal)).Select(t => t.Value);
        var unknown = misspelt.Concat(parse.UnmatchedTokens).FirstOrDefault();
        if ((parse.Errors.Count == 0 && unknown is null) || parse.Action is HelpAction)
            return null;
        var command = parse.CommandResult.Command;
        var path = Path(parse);
        return unknown is null
            ? new(path, string.Join(' ', parse.Errors.SelectMany(e => e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), $"{path} --help shows how it is used")
            : new(path, $"does not know '{unknown}'", NearestName.Hint(unknown, Names(command)));
    }

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name));

    private static string Path(ParseResult parse)
    {
        var names = new List<string>();
        for (var result = parse.CommandResult; result.Parent is CommandResult parent; result = parent)
            names.Insert(0, result.Command.Name);
        return string.Join(' ', names.Prepend("embodied"));
    }
}
