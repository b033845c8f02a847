using System.Diagnostics;
using System.Globalization;
using Embodied.Sdk.Randomness;

namespace Embodied.Cli.Tests;

/// <summary>
/// Commands that are killed: nothing is half-written, the same command works afterwards and gives the same bits, and then nothing is left of the killed one. The gate kills
/// at few points, each where something is seen to happen; <c>./embodied fuzz --kills 20</c> kills at random points with every signal.
/// </summary>
[Trait("speed", "slow")]
public sealed class KillSpecs(KillReferences references) : IClassFixture<KillReferences>
{
    /// <summary>Where the gate kills: a command, a signal, and what is seen before.</summary>
    public static TheoryData<string, string, KillPoint> Points => new()
    {
        { "generate", "KILL", KillPoint.Writing },
        { "generate", "TERM", KillPoint.Speaking },
        { "register", "KILL", KillPoint.Writing },
        { "train", "KILL", KillPoint.Writing },
        { "eval", "KILL", KillPoint.Writing },
        { "eval", "INT", KillPoint.Speaking },
    };

    /// <summary>Commands and signals of the long form.</summary>
    public static MatrixTheoryData<string, string> Everything => new(KillReferences.Commands.Keys, ["KILL", "TERM", "INT"]);

    [Theory]
    [MemberData(nameof(Points))]
    public void A_killed_command_is_as_if_it_had_never_been(string command, string signal, KillPoint point)
    {
        using var scene = new KillScene(references, command);
        var exit = scene.Kill(signal, process => scene.WaitFor(point, process));
        scene.RequireWholeOrAbsent(exit, signal);
        scene.RequireSameAgain();
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Everything))]
    public void At_random_points_too(string command, string signal)
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("EMBODIED_KILLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 20;
        using var whole = new KillScene(references, command);
        var duration = whole.Kill("none", _ => { }).Lasted;
        var random = RandomStream.For((ulong)(command.Length + (31 * signal.Length) + signal[0]), 1);
        var finished = 0;
        for (var i = 0; i < kills; i++)
        {
            using var scene = new KillScene(references, command);
            var after = duration * random.NextDouble();
            var exit = scene.Kill(signal, process => process.WaitForExit(after));
            finished += exit.Code == 0 ? 1 : 0;
            scene.RequireWholeOrAbsent(exit, signal);
            scene.RequireSameAgain();
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{command}, {signal}: {kills} kills within {duration.TotalSeconds:0.0} s, of which {finished} came too late");
    }
}
