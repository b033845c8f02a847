using System.Globalization;

namespace Embodied.Cli.Tests;

/// <summary>From a library of motions to the question whether the controller that follows them predicts neurons: every command a user gives, on neurons driven by its decoder.</summary>
[Trait("speed", "slow")]
public sealed class NeuralPipelineSpecs
{
    private const string Body = "--body rodent/rat --scale 0.9 --scaling track-mjx --actuation torque --modify feet";

    private static readonly string[] Figures =
    [
        "winners", "likelihood", "layers", "similarity", "similarity-layers", "rdm-neurons", "rdm-best", "latent-variability", "action-variability", "robustness",
    ];

    private static readonly string[] Pipeline =
    [
        $"generate rodent/behaviour-library {Body} --seconds 60 --seed 1 --out poses.h5",
        $"clip poses.h5 {Body} --out library.h5",
        "teach library.h5 --out teachers.json --generations 0",
        "train experiment.yaml --out run",
        "eval run --assay core/tracking-clips --conditions all --record --set task.termination=none --out rollout",
        "synthesize --recording rollout/recordings/all.h5 --driver decoder/0 --units 20 --hz 15 --out brain.h5",
        "analyze mimic --recording rollout/recordings/all.h5 --neural brain.h5 --controller run --region striatum --assay core/tracking-clips --conditions all --gains 0,8 --structures standard --out report",
    ];

    [Fact]
    public void A_controller_that_follows_motions_is_compared_with_neurons_its_decoder_drives()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("experiment.yaml"), """
            embodied: 1
            name: follower
            body: rodent/rat
            task: { use: core/tracking, reference: library.h5, teacher: teachers.json }
            controller: { use: encoder-decoder, encoder: [64, 64], latent: 16, goals: [reference/], decoder: [64, 64], critic: [16] }
            trainer: { use: distillation, steps: 6144, worlds: 16, horizon: 64, lessons: 4 }
            seed: 1
            """);
        foreach (var command in Pipeline)
        {
            var result = EmbodiedProgram.Run(folder.Path, command.Split(' '));
            Assert.True(result.ExitCode == 0, $"{command}\n{result}");
        }

        var report = folder.File("report");
        Assert.All(Figures, f => Assert.True(File.Exists(Path.Combine(report, f + ".png")) && File.Exists(Path.Combine(report, f + ".svg")) && File.Exists(Path.Combine(report, f + ".csv")), f));
        string[][] classes = [.. File.ReadLines(Path.Combine(report, "classes.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(["torques", "centre of mass", "appendages"], classes.Select(c => c[0]).Where(n => n is "torques" or "centre of mass" or "appendages"));
        var best = classes.Where(c => c.Length == 8).MaxBy(c => double.Parse(c[4], CultureInfo.InvariantCulture))!;
        Assert.StartsWith("decoder/", best[0], StringComparison.Ordinal);
        foreach (var table in (string[])["classes", "units", "regions", "similarity-classes", "similarity-weighted", "variability-similarity", "robustness-table"])
            Assert.DoesNotContain("NaN", File.ReadAllText(Path.Combine(report, table + ".csv")), StringComparison.Ordinal);
    }
}
