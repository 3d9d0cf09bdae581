using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman random</c>: the random agent that every tutorial begins with.</summary>
internal static class RandomCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "random",
        "Play episodes with random actions: the mark that learning has to beat.",
        Configure,
        ("bellman random LunarLander-v3 --episodes 5", "Play five of them."),
        ("bellman random LunarLander-v3 --set environment.gravity=-5", "Play in another gravity."));

    private static void Configure(Command command)
    {
        Argument<string> id = Flags.Required("environment", "The environment.");
        Option<long?> episodes = Flags.Whole("--episodes", "N", "How many episodes. Default: 5.");
        Option<ulong?> seed = Flags.Seed("The seed of the first episode's world and of the actions. Default: one is drawn.");
        Option<string[]> wrap = Flags.Wrap("the world");
        Option<string[]> set = Flags.Set();
        Option<bool> json = Flags.Switch("--json", "One JSON object per line on standard output.");
        command.Arguments.Add(id);
        foreach (Option option in (Option[])[episodes, seed, wrap, set, json]) command.Options.Add(option);
        command.SetAction(result =>
        {
            string name = result.GetValue(id)!;
            using Env env = Failure.OfUsage(() => WrapperRegistry.Wrap(Envs.Make(name, EnvironmentOptions.Read(name, result.GetValue(set) ?? [])), result.GetValue(wrap) ?? []));
            return Run(env, name, (int)Math.Min(result.GetValue(episodes) ?? 5, int.MaxValue), result.GetValue(seed) ?? SeedStreams.DrawSeed(), result.GetValue(json));
        });
    }

    private static int Run(Env env, string id, int episodes, ulong seed, bool json)
    {
        var observation = new float[env.ObservationSpace.Size];
        var action = new float[env.ActionSpace.Size];
        Pcg64 policy = new SeedStreams(seed).Stream("random");
        var output = new EpisodeLines(id, null, seed, json);
        output.Start();
        for (int i = 0; i < episodes; i++)
        {
            env.Reset(observation, seed + (ulong)i);
            int length = 0;
            StepResult result;
            do
            {
                env.ActionSpace.Sample(policy, action);
                result = env.Step(action, observation);
                length++;
            }
            while (!result.Done);
            output.Episode(i + 1, seed + (ulong)i, env.Unwrapped.EpisodeReturn, length);
        }

        output.End();
        return ExitCode.Success;
    }
}
