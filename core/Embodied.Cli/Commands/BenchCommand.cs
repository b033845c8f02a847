using System.CommandLine;

namespace Embodied.Cli.Commands;

/// <summary><c>bench physics</c>: speed as ratios against a baseline in the same run.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandContext context)
    {
        _ = context;
        return new Command("bench", "Measure speed as ratios against a baseline in the same run");
    }
}
