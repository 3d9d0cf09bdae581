using System.CommandLine;
using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary><c>bellman evaluate</c>: how good a model is.</summary>
internal static class EvaluateCommand
{
    private const int DefaultEpisodes = 10;

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "evaluate",
        "Play greedy episodes with a trained model.",
        Configure,
        ("bellman evaluate runs/LunarLander-v3/bellman-lander-seed1", "Play ten episodes with the last model of a run."),
        ("bellman evaluate runs/LunarLander-v3/bellman-lander-seed1 --best --episodes 100", "Play a hundred with its best one."),
        ("bellman evaluate model.bellman --seed 7 --json", "Play a model file, reproducibly, as JSON lines."));

    private static void Configure(Command command)
    {
        Argument<string> path = Flags.Required("run or model", "A run folder, a model file or a checkpoint.");
        Option<long?> episodes = Flags.Whole("--episodes", "N", $"How many episodes. Default: {DefaultEpisodes}.");
        Option<ulong?> seed = Flags.Seed("The seed of the first episode's world; each further one has the next. Default: one is drawn.");
        Option<string?> config = Flags.Text("--config", "FILE", "The configuration that a model file was trained with. Default: what the file says itself.");
        Option<string[]> wrap = Flags.Wrap("the worlds, outside those of the training");
        Option<bool> best = Flags.Switch("--best", "The best model of the run instead of the last one.");
        Option<bool> json = Flags.Json();
        command.Arguments.Add(path);
        foreach (Option option in (Option[])[episodes, seed, best, config, wrap, json]) command.Options.Add(option);
        command.SetAction(result => Run(
            TrainedModel.Open(result.GetValue(path)!, result.GetValue(best), result.GetValue(config), result.GetValue(wrap) ?? []),
            (int)Math.Min(result.GetValue(episodes) ?? DefaultEpisodes, int.MaxValue),
            result.GetValue(seed) ?? Numerics.SeedStreams.DrawSeed(),
            result.GetValue(json)));
    }

    private static int Run(TrainedModel model, int episodes, ulong seed, bool json)
    {
        using var interrupt = new Interrupt();
        using VectorEnv env = model.Env;
        var lines = new EpisodeLines(model.Environment, model.Agent.Name, seed, json);
        lines.Start();
        using var progress = new EvaluationProgress(episodes, show: !json && !Console.IsOutputRedirected);
        using var evaluator = new Evaluator(model.Agent, env)
        {
            EpisodeEnded = episode => progress.Around(episode, () => lines.Episode(episode.Number, episode.Seed, episode.Return, episode.Length)),
        };
        try
        {
            evaluator.Run(episodes, seed, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            // What was played until now is summed up all the same.
        }

        progress.Clear();
        lines.End();
        if (!json) GridMap.Write(model.Agent, env);
        return interrupt.ExitCode;
    }
}
