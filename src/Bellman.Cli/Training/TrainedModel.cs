using Bellman.Agents;
using Bellman.Core;
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
    /// <param name="path">A run folder, a model file, or a checkpoint.</param>
    /// <param name="best">Whether the best model of a run is wanted instead of the last one.</param>
    /// <param name="config">
    /// The configuration that a model file was trained with; <see langword="null"/> for what the file itself says of its worlds, and, for an
    /// old one that says nothing, a configuration beside it or in the folder above that fits.
    /// </param>
    /// <param name="wrappers">Further wrappers around the worlds, innermost first.</param>
    /// <exception cref="UsageException">There is nothing there, or a wrapper does not go there.</exception>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public static TrainedModel Open(string path, bool best, string? config, IReadOnlyList<string> wrappers)
    {
        if (Directory.Exists(path)) return OfRun(OpenRun.Folder(path), best, config, wrappers);
        if (!File.Exists(path)) throw new UsageException($"There is no run folder or model file '{path}'.");
        if (best) throw new UsageException("--best goes with a run folder; this is a file.");
        CheckpointReader reader = ModelFile.Open(path);
        ModelShape shape = ModelShape.Of(reader, path);
        if (config is not null) return OfFile(reader, path, shape, OpenRun.GivenOptions(config), wrappers, "this is not the configuration of the model");
        RunOptions? options = shape.Options
            ?? NearbyConfigurations(path).Select(nearby => Fitting(nearby, shape, wrappers)).FirstOrDefault(fitting => fitting is not null)
            ?? (shape.Environment.Length > 0 ? Failure.OfUsage(() => Presets.DefaultFor(shape.Environment) with { Wrappers = [] }) : null);
        const string advice = "give --config with the config.json of its run";
        if (options is null) throw new UsageException($"{path}: the model names no environment: {advice}.");
        return OfFile(reader, path, shape, options, wrappers, advice);
    }

    private static TrainedModel OfRun(RunFolder folder, bool best, string? config, IReadOnlyList<string> wrappers)
    {
        if (config is not null) throw new UsageException("--config goes with a model file; a run folder has its own.");
        string file = best ? folder.BestModelFile : folder.ModelFile;
        if (!File.Exists(file))
        {
            throw new UsageException(best
                ? $"The run '{folder.Root}' has no best model yet."
                : $"The run '{folder.Root}' has no model yet: it has not been stopped. {Advice(folder)}");
        }

        CheckpointReader reader = ModelFile.Open(file);
        return OfFile(reader, file, ModelShape.Of(reader, file), OpenRun.Options(folder.ConfigFile), wrappers, "this is not the configuration of the model");
    }

    private static string Advice(RunFolder folder) => new CheckpointFolder(folder.CheckpointsFolder).Files is [string newest, ..]
        ? $"Its newest checkpoint can be named instead: {TypedPath.Quoted(TypedPath.Of(newest))}."
        : "`--resume` goes on with it.";

    private static IEnumerable<string> NearbyConfigurations(string file)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        return ((string?[])[folder, Path.GetDirectoryName(folder)])
            .OfType<string>()
            .Select(place => Path.Combine(place, "config.json"))
            .Where(File.Exists);
    }

    /// <summary>The options of a configuration, or <see langword="null"/> where it is not that of the model.</summary>
    private static RunOptions? Fitting(string config, ModelShape shape, IReadOnlyList<string> wrappers)
    {
        try
        {
            RunOptions options = OpenRun.Options(config);
            using VectorEnv env = Worlds(options, wrappers);
            return shape.Mismatch(options.Environment, env) is null ? options : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            // Any program may have a file of this name: one that is no configuration of ours says nothing about the model.
            return null;
        }
    }

    private static VectorEnv Worlds(RunOptions options, IReadOnlyList<string> wrappers) =>
        (options with { Worlds = 1, Wrappers = [.. options.Wrappers, .. wrappers] }).MakeVector();

    private static TrainedModel OfFile(CheckpointReader reader, string file, ModelShape shape, RunOptions options, IReadOnlyList<string> wrappers, string advice)
    {
        VectorEnv env = Failure.OfUsage(() => Worlds(options, wrappers));
        if (shape.Mismatch(options.Environment, env) is { } mismatch) throw new UsageException($"{file}: {mismatch}: {advice}.");
        return new TrainedModel(AgentRegistry.LoadModel(reader, _ => env), env, options.Environment);
    }
}
