return Bellman.Cli.CommandLine.Run(args);
