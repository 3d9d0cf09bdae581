using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>What is to be looked at: a world, with who plays it.</summary>
/// <param name="Env">The world; the caller disposes it.</param>
/// <param name="Agent">Who plays; <see langword="null"/> for random actions.</param>
/// <param name="Name">The environment's id.</param>
internal sealed record Subject(Env Env, Agent? Agent, string Name)
{
    /// <summary>Opens what was typed.</summary>
    /// <param name="path">A run folder, a model file, a checkpoint, or the id of an environment.</param>
    /// <param name="best">Whether the best model of a run is wanted instead of the last one.</param>
    /// <param name="config">The configuration that a model file was trained with; <see langword="null"/> for what it says itself.</param>
    /// <param name="wrappers">Further wrappers around the world, innermost first.</param>
    /// <param name="assignments">Options of an environment, as <c>environment.gravity=-5</c>; a model has those of its training.</param>
    /// <exception cref="UsageException">There is nothing of that name, or something does not go with it.</exception>
    /// <exception cref="CheckpointFormatException">The file is damaged or does not fit.</exception>
    public static Subject Open(string path, bool best, string? config, IReadOnlyList<string> wrappers, IReadOnlyList<string> assignments)
    {
        if (Path.Exists(path))
        {
            if (assignments.Count > 0) throw new UsageException($"--set goes with an environment; '{path}' is a model, which plays in worlds like those of its training.");
            TrainedModel model = TrainedModel.Open(path, best, config, wrappers);
            return new Subject(model.Env.CreateEnv(), model.Agent, model.Environment);
        }

        if (Envs.Specs.All(spec => spec.Id != path))
        {
            IEnumerable<string> ids = Envs.Specs.Select(spec => spec.Id);
            throw new UsageException($"There is no run folder, model file or environment '{path}'.{NearestName.Suggestion(path, ids)}");
        }

        if (best || config is not null) throw new UsageException($"{(best ? "--best" : "--config")} goes with a trained model; '{path}' is an environment.");
        return new Subject(Failure.OfUsage(() => WrapperRegistry.Wrap(Envs.Make(path, EnvironmentOptions.Read(path, assignments)), wrappers)), null, path);
    }
}
