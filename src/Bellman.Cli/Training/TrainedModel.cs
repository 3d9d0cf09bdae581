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
    /// <exception cref="UsageException">There is nothing there.</exception>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public static TrainedModel Open(string path, bool best)
    {
        if (Directory.Exists(path)) return OfRun(OpenRun.Folder(path), best);
        if (!File.Exists(path)) throw new UsageException($"There is no run folder or model file '{path}'.");
        if (best) throw new UsageException("--best goes with a run folder; this is a file.");

        // Beside the file of a run stands the configuration that it was trained with: options and wrappers of the environment included.
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is not null && File.Exists(Path.Combine(folder, "config.json")) ? OfFile(path, OpenRun.Folder(folder)) : OfFile(path);
    }

    private static TrainedModel OfRun(RunFolder folder, bool best)
    {
        string file = best ? folder.BestModelFile : folder.ModelFile;
        if (!File.Exists(file))
        {
            throw new UsageException(best
                ? $"The run '{folder.Root}' has no best model yet."
                : $"The run '{folder.Root}' has no model yet: it has not been stopped. `--resume` goes on with it.");
        }

        return OfFile(file, folder);
    }

    private static TrainedModel OfFile(string file, RunFolder folder)
    {
        RunOptions options = OpenRun.Options(folder);
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
