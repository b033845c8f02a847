using System.CommandLine;

namespace Embodied.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class Root
{
    public static RootCommand Create()
    {
        var context = new CommandContext();
        var root = new RootCommand(
            """
            Embodied: embodied agents of any species.

            A recording of an animal goes in; a body is registered to it; the body moves in physics; what a controller computes is compared with
            what the brain computed. Species are plugins: 'embodied list bodies' shows what is here.

            First steps:
              embodied demo --quick              the whole pipeline on synthetic data, with a report
              embodied doctor                    what works on this machine, and how to mend the rest
              embodied list bodies               what can be used as --body
              embodied import FILE               what a recording holds
              embodied register FILE --body ID --out DIR
            """)
        {
            context.Json,
            context.PluginFolders,
            DemoCommand.Create(context),
            ImportCommand.Create(context),
            GenerateCommand.Create(context),
            ClipCommand.Create(context),
            TeachCommand.Create(context),
            RegisterCommand.Create(context),
            RenderCommand.Create(context),
            CheckCommand.Create(context),
            RolesCommand.Create(context),
            ListCommand.Create(context),
            PluginsCommand.Create(context),
            TrainCommand.Create(context),
            EvalCommand.Create(context),
            PlayCommand.Create(context),
            CompareCommand.Create(context),
            SweepCommand.Create(context),
            RunsCommand.Create(context),
            AnalyzeCommand.Create(context),
            SynthesizeCommand.Create(context),
            RobustnessCommand.Create(context),
            ExportCommand.Create(context),
            BenchCommand.Create(context),
            MujocoCommand.Create(context),
            PackCommand.Create(context),
            DoctorCommand.Create(context),
            TestCommand.Create(context),
        };
        return root;
    }
}
