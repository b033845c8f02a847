using System.CommandLine;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>test</c> is the launcher's: it needs the sources and the SDK, not this program. It stands here so that help shows it.</summary>
internal static class TestCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("test", "Build everything and run every test");
        context.Handle(command, _ => throw new EmbodiedException(
            "tests are run by the launcher", "run './embodied test' in the checkout, or 'dotnet test --solution Embodied.sln -c Release'"));
        return command;
    }
}
