namespace Embodied.Cli.Output;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int PluginProblem = 3;
    public const int Interrupted = 130;
    public const int HungUp = 129;
    public const int Terminated = 143;
}
