return Embodied.Cli.CommandLine.Run(args);
