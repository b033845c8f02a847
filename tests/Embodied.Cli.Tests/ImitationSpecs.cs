using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>One command makes motions and teachers and trains in two stages; what comes of it is measured on its own clips and on a recording it never saw.</summary>
[Trait("speed", "slow")]
public sealed class ImitationSpecs : IDisposable
{
    private const string Experiment = """
        embodied: 1
        name: follower
        body: { use: rodent/rat, scale: 0.9, scaling: track-mjx, actuation: torque, modify: [feet] }
        task:
          use: tracking
          reference: { generator: rodent/behaviour-library, body: rodent/rat, scale: 0.9, scaling: track-mjx, actuation: torque, modify: [feet], seconds: 20, seed: 3, test_share: 0.5 }
          teacher: { generations: 0 }
          termination: both
          reward: track-mjx
        controller: { use: encoder-decoder, encoder: [32], latent: 8, decoder: [32], critic: [32], action: clip, log_deviation: -2.5 }
        trainer:
          use: sequence
          stages:
            distil: { use: distillation, steps: 4096, worlds: 16, horizon: 64, window: 4, lessons: 4 }
            refine: { use: ppo, task: { noise: 0.03 }, steps: 1024, worlds: 16, horizon: 32, window: 4, critic_updates: 1, validation: { episodes: 0 } }
        seed: 1
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_command_trains_and_its_agent_follows_clips_and_recordings()
    {
        File.WriteAllText(_folder.File("experiment.yaml"), Experiment);
        // Nothing that was made for others is taken for it.
        var trained = Run("train experiment.yaml --out run");
        Assert.Equal(0, trained.ExitCode);
        Assert.True(File.Exists(_folder.File("run/stages/distil/metrics.csv")) && File.Exists(_folder.File("run/stages/refine/metrics.csv")));
        // What was found out is in the agent: it needs the teachers no more.
        Assert.Contains("action_scales", File.ReadAllText(_folder.File("run/experiment.yaml")), StringComparison.Ordinal);

        var clips = Json("eval run --clips all --json");
        Assert.Equal(["run", "zero action", "hold start pose", "servos", "teacher"], clips.GetProperty("actors").EnumerateArray().Select(a => a.GetProperty("name").GetString()!));
        Assert.Equal(4, clips.GetProperty("windows").GetInt32());
        Assert.InRange(clips.GetProperty("completed_fraction").GetDouble(), 0, 1);
        var (zero, teacher) = (Survival(clips, "zero action"), Survival(clips, "teacher"));
        Assert.True(teacher > zero, $"teacher {teacher} s, zero action {zero} s");

        var asked = Json("eval run --clips all --window 1 --stride 2.5 --latent sampled,removed --latent shuffled --draws 5 --perturb mass=1.2 --perturb size=1.000000001,1.3 --perturb delay=1 --threads 1 --out followed --json");
        Assert.Equal(["run", "latent sampled", "latent removed", "latent shuffled", "zero action", "hold start pose", "servos", "teacher"], asked.GetProperty("actors").EnumerateArray().Select(a => a.GetProperty("name").GetString()!));
        Assert.Equal(["mass × 1.2", "size × 1.000000001", "size × 1.3", "1 step late"], asked.GetProperty("conditions").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
        Assert.InRange(asked.GetProperty("variability").GetProperty("all").GetProperty("estimate").GetDouble(), 1e-9, 1);
        // The same size is the same world, through other hands.
        var (before, same, larger) = (asked.GetProperty("actors"), asked.GetProperty("conditions")[1].GetProperty("actors"), asked.GetProperty("conditions")[2].GetProperty("actors"));
        foreach (var (actor, at) in (List<(int, int)>)[(0, 0), (1, 7)])
        {
            Assert.Equal(Error(before[at]), Error(same[actor]), 0.05);
            Assert.True(Math.Abs(Error(larger[actor]) - Error(before[at])) > 0.1, $"{Error(larger[actor])} mm");
        }

        Assert.Equal(3, asked.GetProperty("verdicts").GetArrayLength());
        Assert.Equal(["unperturbed", "mass × 1.2", "size × 1.000000001", "size × 1.3", "1 step late"], asked.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("condition").GetString()!));
        Assert.All(asked.GetProperty("differences").EnumerateArray(), d => Assert.InRange(d.GetProperty("track").GetProperty("p").GetDouble(), 0, 1));
        Assert.Equal(asked.GetRawText(), File.ReadAllText(_folder.File("followed/eval.json")).Trim());
        Assert.Contains("## Perturbations", File.ReadAllText(_folder.File("followed/report.md")), StringComparison.Ordinal);
        Assert.All(["everybody", "by-behaviour", "by-part", "accumulation", "time-until-lost", "action-variability", "perturbed"], f => Assert.True(File.Exists(_folder.File($"followed/{f}.png")), f));
        // The same on two threads.
        Assert.Equal(asked.GetRawText(), Json("eval run --clips all --window 1 --stride 2.5 --latent sampled,removed,shuffled --draws 5 --perturb mass=1.2 --perturb size=1.000000001,1.3 --perturb delay=1 --threads 2 --json").GetRawText());

        Assert.Equal(0, Run("generate rodent/behaviour-library --body rodent/rat --scale 0.9 --scaling track-mjx --actuation torque --modify feet --seconds 10 --seed 9 --out poses.h5").ExitCode);
        var recording = Json("eval run --recording poses.h5 --window 2 --alone --json");
        Assert.Equal(4, recording.GetProperty("windows").GetInt32());
        Assert.True(recording.GetProperty("mean_segment_error_mm").GetDouble() > 0);
        var trials = recording.GetProperty("actors")[0].GetProperty("trials").EnumerateArray().ToArray();
        Assert.Equal([0, 2, 0, 2], trials.Select(t => t.GetProperty("from").GetDouble()));
        Assert.Equal(recording.GetProperty("mean_segment_error_mm").GetDouble(), trials.Average(t => t.GetProperty("segment_error_mm").GetDouble()), 1e-9);
        Assert.All(trials, t => Assert.True(t.GetProperty("completed").GetBoolean() == (Math.Min(t.GetProperty("mimic_seconds").GetDouble(), t.GetProperty("track_seconds").GetDouble()) >= 2)));
        Assert.Contains(recording.GetProperty("notes").EnumerateArray(), n => n.GetString()!.Contains("does not say at which scale", StringComparison.Ordinal));
        // The same numbers on one thread.
        Assert.Equal(recording.GetProperty("mean_segment_error_mm").GetDouble(), Json("eval run --recording poses.h5 --window 2 --alone --threads 1 --json").GetProperty("mean_segment_error_mm").GetDouble());
    }

    [Fact]
    public void What_follows_no_motion_is_told_so()
    {
        var result = EmbodiedProgram.Run(_folder.Path, "eval", "rodent/forward", "--clips", "test");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("it follows no motion", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disturbance_that_is_no_number_is_told_and_not_crashed_on()
    {
        var result = EmbodiedProgram.Run(_folder.Path, "eval", "rodent/imitation", "--clips", "all", "--alone", "--set", "task.reference.seconds=5", "--set", "task.noise=much");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has noise 'much'; expected a number", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--clips test --latent gone", "--latent is 'gone'; expected mean, sampled, removed, shuffled")]
    [InlineData("--clips test --draws 1", "--draws is 1; expected 2 to 10000")]
    [InlineData("--clips test --draws 20 --sampled", "--sampled draws the agent's latents")]
    [InlineData("--clips test --perturb weight=2", "--perturb is of the kind 'weight'; expected mass, friction, push, noise, size, delay")]
    [InlineData("--clips test --perturb delay=0", "--perturb has delay '0'; expected a whole number of control steps")]
    [InlineData("--perturb mass=2", "--perturb is for agents that follow motions, and none are named")]
    [InlineData("--latent removed", "--latent is for agents that follow motions, and none are named")]
    public void Questions_that_cannot_be_are_told_before_motions_are_made(string options, string message)
    {
        var result = EmbodiedProgram.Run(_folder.Path, ["eval", "rodent/imitation", .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error.Replace(": ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    /// <summary>The experiment of the command, which extends the plugin's.</summary>
    [Fact]
    public void The_experiment_stands_where_a_clone_has_it()
    {
        var file = Path.Combine(Embodied.Tests.SharedData.RepositoryRoot, "experiments", "rodent", "imitation.yaml");
        var result = EmbodiedProgram.Run(_folder.Path, "train", file, "--set", "trainer.use=magic");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("magic", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Teachers_say_which_motor_a_fast_walk_asks_too_much_of_and_a_slow_one_does_not()
    {
        const string Rat = "--body rodent/rat --scale 0.9 --scaling track-mjx --actuation torque --modify feet";
        JsonElement[] Overtaxed(string walk)
        {
            Run($"generate rodent/behaviour-library {Rat} --set classes={walk} --seconds 5 --out {walk}.h5");
            Run($"clip {walk}.h5 {Rat} --out {walk}-library.h5");
            return [.. Json($"teach {walk}-library.h5 --generations 0 --out {walk}.json --json").GetProperty("behaviours")[0].GetProperty("overtaxed").EnumerateArray()];
        }

        var (slow, fast) = (Overtaxed("walk-10"), Overtaxed("walk-30"));

        Assert.Empty(slow);
        Assert.Matches("^hip_[LR]_supinate$", fast[0].GetProperty("actuator").GetString());
        Assert.InRange(fast[0].GetProperty("beyond").GetDouble(), 0.3, 0.8);
        Assert.InRange(fast[0].GetProperty("largest").GetDouble(), 2, 3);
    }

    private ProgramResult Run(string command)
    {
        var result = EmbodiedProgram.Run(_folder.Path, command.Split(' '));
        Assert.True(result.ExitCode == 0, $"{command}\n{result}");
        return result;
    }

    private JsonElement Json(string command) => JsonDocument.Parse(Run(command).Output).RootElement;

    private static double Error(JsonElement actor) => actor.GetProperty("all").GetProperty("mean_segment_mm").GetDouble();

    private static double Survival(JsonElement result, string actor) => result.GetProperty("actors").EnumerateArray().First(a => a.GetProperty("name").GetString() == actor)
        .GetProperty("all").GetProperty("survival_seconds").GetDouble();
}
