using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A model out of a run folder or a file, with worlds to play in.</summary>
/// <param name="Agent">Who plays.</param>
/// <param name="Env">Worlds like those that it was trained in; the caller disposes them.</param>
/// <param name="Environment">Their id.</param>
internal sealed record TrainedModel(Agent Agent, VectorEnv Env, string Environment)
{
    /// <summary>Opens a model.</summary>
    /// <param name="path">A run folder, or a model file.</param>
    /// <param name="best">Whether the best model of a run is wanted instead of the last one.</param>
    /// <param name="config">The configuration that a model file was trained with, or <see langword="null"/> for the one beside it, if any.</param>
    /// <exception cref="UsageException">There is nothing there.</exception>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public static TrainedModel Open(string path, bool best, string? config)
    {
        if (Directory.Exists(path)) return OfRun(OpenRun.Folder(path), best, config);
        if (!File.Exists(path)) throw new UsageException($"There is no run folder or model file '{path}'.");
        if (best) throw new UsageException("--best goes with a run folder; this is a file.");
        if (config is not null && !File.Exists(config)) throw new UsageException($"There is no file '{config}'.");

        // The options and wrappers of the environment stand in the configuration, not in the model.
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "config.json");
        config ??= File.Exists(beside) ? beside : null;
        return config is null ? OfFile(path) : OfFile(path, OpenRun.Options(config));
    }

    private static TrainedModel OfRun(RunFolder folder, bool best, string? config)
    {
        if (config is not null) throw new UsageException("--config goes with a model file; a run folder has its own.");
        string file = best ? folder.BestModelFile : folder.ModelFile;
        if (!File.Exists(file))
        {
            throw new UsageException(best
                ? $"The run '{folder.Root}' has no best model yet."
                : $"The run '{folder.Root}' has no model yet: it has not been stopped. `--resume` goes on with it.");
        }

        return OfFile(file, OpenRun.Options(folder.ConfigFile));
    }

    private static TrainedModel OfFile(string file, RunOptions options)
    {
        VectorEnv env = (options with { Worlds = 1 }).MakeVector();
        return new TrainedModel(AgentRegistry.LoadModel(file, _ => env), env, options.Environment);
    }

    private static TrainedModel OfFile(string file)
    {
        VectorEnv? env = null;
        string environment = "";
        Agent agent = AgentRegistry.LoadModel(file, id =>
        {
            environment = id;
            return env = Envs.MakeVector(id);
        });
        return new TrainedModel(agent, env!, environment);
    }
}
