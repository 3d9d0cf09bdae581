using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman record</c>: episodes as a video or as pictures.</summary>
internal static class RecordCommand
{
    private const int LargestScale = 8;
    private const int FastestFrames = 1000;

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "record",
        "Record episodes as a video or as pictures.",
        Configure,
        ("bellman record runs/LunarLander-v3/bellman-lander-seed1 --out landing.gif", "A greedy episode of a run's last model."),
        ("bellman record model.bellman --out landing.mp4 --seed 7 --episodes 3 --scale 2", "Three episodes of a model file at twice the size."),
        ("bellman record CartPole-v1 --out random.apng --no-overlay", "An episode of random actions, the world alone."),
        ("bellman record model.bellman --out landing.svg --frame 120", "One picture, after 120 steps."));

    private static void Configure(Command command)
    {
        Argument<string> target = Flags.Required("run, model or environment", "A run folder, a model file or checkpoint, or the id of an environment, which is played at random.");
        Option<string?> output = Flags.Text("--out", "FILE", "What to write: .mp4, .webm, .gif, .apng, .png (a folder of pictures; one with --frame) or .svg (one picture).");
        Option<long?> episodes = Flags.Whole("--episodes", "N", "How many episodes. Default: 1.");
        Option<ulong?> seed = Flags.Seed("The seed of the first episode's world; each further one has the next. Default: one is drawn.");
        Option<long?> fps = Flags.Whole("--fps", "N", "Pictures shown in a second. Default: the environment's own speed.");
        Option<long?> scale = Flags.Whole("--scale", "N", "Pixels for each unit: 1 for 600x456 pixels, 2 for 1200x912. Default: 1.");
        Option<long?> frame = Flags.Whole("--frame", "N", "Only the picture after N steps, for .png and .svg. Default for .svg: the last.", minimum: 0);
        Option<string?> config = Flags.Text("--config", "FILE", "The configuration that a model file was trained with. Default: what the file says itself.");
        Option<string[]> wrap = Flags.Wrap("the world, outside those of the training");
        Option<string[]> set = Flags.Set();
        Option<bool> best = Flags.Switch("--best", "The best model of the run instead of the last one.");
        Option<bool> plain = Flags.Switch("--no-overlay", "The world alone, without the strip of step, return and actions.");
        Option<bool> map = Flags.Switch("--map", "In place of an episode, what each state is worth and the best action there, for .png and .svg: of worlds with two numbers to be seen, and of grids.");
        Option<bool> json = Flags.Json();
        command.Arguments.Add(target);
        foreach (Option option in (Option[])[output, episodes, seed, fps, scale, frame, best, config, wrap, set, plain, map, json]) command.Options.Add(option);
        command.SetAction(result =>
        {
            var request = new RecordRequest
            {
                Out = Ending(result.GetValue(output) ?? throw new UsageException("--out is missing: the file to write, for instance --out episode.gif.")),
                Seed = result.GetValue(seed) ?? SeedStreams.DrawSeed(),
                Episodes = (int)Math.Min(result.GetValue(episodes) ?? 1, int.MaxValue),
                FramesPerSecond = AtMost(result.GetValue(fps), FastestFrames, "--fps"),
                Scale = (int)(AtMost(result.GetValue(scale), LargestScale, "--scale") ?? 1),
                Frame = (int?)AtMost(result.GetValue(frame), int.MaxValue, "--frame"),
                HasOverlay = !result.GetValue(plain),
                IsMap = result.GetValue(map),
            };
            string path = result.GetValue(target)!;
            CheckFrame(request);
            (Env env, Agent? agent, string name) = Subject.Open(path, result.GetValue(best), result.GetValue(config), result.GetValue(wrap) ?? [], result.GetValue(set) ?? []);
            using var world = new WatchedWorld(env, agent, request.Seed);
            return Run(world, request, new EpisodeLines(name, agent?.Name, request.Seed, result.GetValue(json)), result.GetValue(json));
        });
    }

    private static int Run(WatchedWorld world, RecordRequest request, EpisodeLines lines, bool json)
    {
        using var interrupt = new Interrupt();
        var recording = new Recording(world, request);
        double framesPerSecond = request.FramesPerSecond ?? world.Env.FramesPerSecond;
        if (request.IsMap) recording.WriteMap(Map(world.Agent, world.Env));
        else if (IsOnePicture(request)) recording.WriteOne();
        else
        {
            recording.WriteAll(
                framesPerSecond,
                lines.Start,
                episode => lines.Episode(episode, world.Seed, world.Return, world.Steps),
                interrupt.Token);
        }

        string written = IsOnePicture(request) || !HasEnding(request, ".png") ? request.Out : request.Out[..^4];
        if (json) JsonLines.Write(new JsonObject { ["event"] = "recorded", ["file"] = written, ["seed"] = request.Seed, ["frames"] = recording.Frames, ["fps"] = framesPerSecond });
        else Console.Out.WriteLine($"{Format.Count(recording.Frames, "picture")} in {TypedPath.Quoted(written)}");
        return interrupt.ExitCode;
    }

    private static ValueMap Map(Agent? agent, Env env) => agent is null
        ? throw new UsageException("--map goes with a trained model: a run folder or a model file.")
        : ValueMap.Of(agent, env) ?? throw new UsageException(
            $"There is no map of {env.Unwrapped.GetType().Name} by {agent.Name}: it takes a world of two bounded numbers or a grid, a choice of actions, and an agent with values.");

    private static string Ending(string path)
    {
        string[] known = [.. FrameWriter.Endings, ".svg"];
        string ending = Path.GetExtension(path).ToLowerInvariant();
        return known.Contains(ending) ? path : throw new UsageException($"--out takes a file that ends with {string.Join(", ", known[..^1])} or {known[^1]}, but was given '{path}'.");
    }

    private static void CheckFrame(RecordRequest request)
    {
        if (request.IsMap && !(HasEnding(request, ".svg") || HasEnding(request, ".png"))) throw new UsageException("--map is a single picture: --out takes a .png or .svg file.");
        if (request.IsMap && request.Frame is not null) throw new UsageException("--map shows no episode, so that --frame means nothing.");
        if (request.Frame is not null && !IsOnePicture(request)) throw new UsageException("--frame goes with .png and .svg, which can be a single picture.");
        if (IsOnePicture(request) && request.Episodes > 1) throw new UsageException("--episodes goes with moving pictures; here a single one of the first episode is written.");
    }

    private static bool IsOnePicture(RecordRequest request) => HasEnding(request, ".svg") || ((request.IsMap || request.Frame is not null) && HasEnding(request, ".png"));

    private static bool HasEnding(RecordRequest request, string ending) => Path.GetExtension(request.Out).Equals(ending, StringComparison.OrdinalIgnoreCase);

    private static long? AtMost(long? value, long most, string flag) =>
        value > most ? throw new UsageException($"{flag} takes a whole number of at most {most}, but was given {value}.") : value;
}
