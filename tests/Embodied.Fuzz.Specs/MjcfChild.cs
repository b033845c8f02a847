using System.Globalization;
using Embodied.Mujoco;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Fuzz.Specs;

/// <summary>
/// The child of <see cref="MjcfSpecs"/>: this program again, which hands one damaged file after another to MuJoCo and says before each which it is. Whatever ends it is
/// seen by the parent.
/// </summary>
public sealed class MjcfChild
{
    /// <summary>Names the folder the child works in to it.</summary>
    public const string FolderVariable = "EMBODIED_FUZZ_CHILD";

    /// <summary>The first seed and how many follow.</summary>
    public const string SeedsVariable = "EMBODIED_FUZZ_CHILD_SEEDS";

    /// <summary>A line for each input: its seed, then how it ended.</summary>
    public const string LogName = "log.txt";

    [Fact(Explicit = true)]
    public void Compiles_what_its_parent_asks_for()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
        var seeds = Environment.GetEnvironmentVariable(SeedsVariable)!.Split(' ').Select(s => ulong.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        using var log = new StreamWriter(Path.Combine(folder, LogName), append: true) { AutoFlush = true };
        for (var seed = seeds[0]; seed < seeds[0] + seeds[1]; seed++)
        {
            log.Write(string.Create(CultureInfo.InvariantCulture, $"\n{seed} "));
            log.Write(Try(Write(seed, folder)));
        }
    }

    /// <summary>Writes the input of a seed, with the files it names; the first few seeds stand for the whole files. Returns its path.</summary>
    public static string Write(ulong seed, string folder)
    {
        var random = RandomStream.For(seed, 4711);
        var path = Path.Combine(folder, "a.xml");
        if (seed < (ulong)MjcfCorpus.Texts.Count)
        {
            File.WriteAllText(path, MjcfCorpus.Texts[(int)seed]);
            MjcfCorpus.WriteFiles(folder);
            return path;
        }

        File.WriteAllText(path, MjcfMutator.Damage(MjcfCorpus.Texts[random.NextInt(MjcfCorpus.Texts.Count)], ref random));
        MjcfCorpus.WriteFiles(folder, ref random);
        return path;
    }

    private static string Try(string path)
    {
        try
        {
            using var model = new MujocoBackend().Compile(new Scene { Bodies = [new PlacedBody(MjcfBodyReader.Read(path))] });
            using var simulation = model.CreateSimulation();
            simulation.Forward();
            simulation.Step(5);
            return "steps";
        }
        catch (EmbodiedException e)
        {
            return $"refused: {e.Message.ReplaceLineEndings(" ")}";
        }
        catch (Exception e)
        {
            return $"failed: {e.ToString().ReplaceLineEndings(" ")}";
        }
    }
}
