using System.Diagnostics;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;

namespace Embodied.Fuzz.Specs;

/// <summary>
/// Damaged files of every format: something is read, or one error comes that a person can act on, within bounded memory. The gate tries a few hundred of each;
/// <c>./embodied fuzz --minutes 30</c> goes on with other seeds and keeps what fails under <c>artifacts/fuzz</c>.
/// </summary>
public sealed class FuzzSpecs
{
    private const int InTheGate = 200;
    private const long MostBytes = 1L << 30;

    public static TheoryData<string> Formats => [.. Target.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damage_is_read_or_refused(string format)
    {
        var target = Target.All[format];
        var mutator = new Mutator(target.Corpus, target.IsText);
        var folder = Directory.CreateTempSubdirectory("embodied-fuzz-");
        try
        {
            var (inputs, failures) = (0, new List<string>());
            var limit = FuzzTime.Minutes() / Target.All.Count;
            var watch = Stopwatch.StartNew();
            for (var seed = FuzzTime.FirstSeed(); limit is null ? inputs < InTheGate : watch.Elapsed.TotalMinutes < limit; seed++, inputs++)
            {
                var random = RandomStream.For(seed, (ulong)format.Length);
                var bytes = mutator.Damage(ref random);
                if (Try(target, Path.Combine(folder.FullName, "damaged" + target.Extension), bytes) is not { } failure)
                    continue;
                failures.Add($"seed {seed}: {failure}");
                if (limit is not null)
                    Keep(format, seed, target.Extension, bytes);
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{inputs} inputs of {format}, {failures.Count} failures");
            Assert.True(failures.Count == 0, $"{failures.Count} of {inputs} inputs: {string.Join("\n", failures.Take(5))}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Try(Target target, string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Read(path);
        }
        catch (EmbodiedException)
        {
            // What a person can act on.
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > MostBytes ? $"allocated {allocated} bytes for a file of {bytes.Length}" : null;
    }

    private static void Keep(string format, ulong seed, string extension, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Embodied.Tests.SharedData.RepositoryRoot, "artifacts", "fuzz"));
        File.WriteAllBytes(Path.Combine(folder.FullName, $"{format}-{seed}{extension}"), bytes);
    }
}
