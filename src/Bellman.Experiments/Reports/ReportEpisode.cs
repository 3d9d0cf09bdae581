using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>One greedy episode for a report: pictures, and what the agent thought of each action.</summary>
internal sealed class ReportEpisode
{
    // A page of a megabyte or two; a longer episode shows every second step, or every third.
    private const int MostFrames = 600;
    private const int LongestEpisode = 20_000;

    private ReportEpisode()
    {
    }

    /// <summary>The seed of its world.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The sum of its rewards.</summary>
    public double Return { get; private set; }

    /// <summary>How many steps it has.</summary>
    public int Steps { get; private set; }

    /// <summary>Every how many steps there is a picture.</summary>
    public int Every { get; private set; } = 1;

    /// <summary>Pictures in a second at the world's own pace.</summary>
    public double FramesPerSecond { get; private set; }

    /// <summary>The pictures, as messages of <see cref="MessageCanvas"/>; the first one shows the beginning.</summary>
    public List<byte[]> Frames { get; } = [];

    /// <summary>The return so far at each picture.</summary>
    public List<double> Returns { get; } = [];

    /// <summary>What the agent thought of each action at each picture; none at the last one, where it did not act any more.</summary>
    public List<float[]> Scores { get; } = [];

    /// <summary>Of each action, what the agent thought of it before each step, those between the pictures too; empty where it tells nothing.</summary>
    public List<double>[] AllScores { get; private set; } = [];

    /// <summary>The same of the best action alone.</summary>
    public List<double> BestScores { get; } = [];

    /// <summary>What the state before each step was worth to an agent that values states; empty for any other, and where it values actions.</summary>
    public List<double> StateValues { get; } = [];

    /// <summary>How often each action was taken; empty where actions are no choice.</summary>
    public int[] Actions { get; private set; } = [];

    /// <summary>The actions' names; their numbers where they have none.</summary>
    public string[] ActionNames { get; private set; } = [];

    /// <summary>Whether the scores are probabilities rather than values.</summary>
    public bool AreProbabilities { get; private set; }

    /// <summary>Plays the episode that has just begun.</summary>
    /// <param name="world">The world with who plays it.</param>
    public static ReportEpisode Play(WatchedWorld world)
    {
        Env env = world.Env;
        var choices = env.ActionSpace as Discrete;
        int count = choices?.Count ?? 0;
        var episode = new ReportEpisode
        {
            Seed = world.Seed,
            FramesPerSecond = env.FramesPerSecond,
            Actions = new int[count],
            ActionNames = [.. Enumerable.Range(0, count).Select(i => i < env.ActionNames.Count ? env.ActionNames[i] : $"action {i}")],
            AllScores = [.. Enumerable.Range(0, world.Scores.Length).Select(_ => new List<double>())],
            AreProbabilities = world.AreProbabilities,
        };
        var canvas = new MessageCanvas(Env.PictureWidth, Env.PictureHeight);
        while (!world.Last.Done && world.Steps < LongestEpisode)
        {
            if (world.Steps % episode.Every == 0)
            {
                episode.Picture(world, canvas);
                episode.Scores.Add(world.Scores.ToArray());
            }

            episode.Think(world);
            world.Step();
            if (choices is not null) episode.Actions[(int)world.Action[0] - choices.Start]++;
        }

        episode.Picture(world, canvas);
        (episode.Steps, episode.Return) = (world.Steps, world.Return);
        return episode;
    }

    private void Think(WatchedWorld world)
    {
        for (int i = 0; i < AllScores.Length; i++) AllScores[i].Add(world.Scores[i]);
        if (AllScores.Length > 0) BestScores.Add(AllScores.Max(scores => scores[^1]));
        if (world.Agent is IStateValue critic and not IActionValues) StateValues.Add(critic.StateValue(world.Observation));
    }

    private void Picture(WatchedWorld world, MessageCanvas canvas)
    {
        if (Frames.Count == MostFrames) DropEverySecond();
        world.Env.Draw(canvas);
        Frames.Add(canvas.Message.ToArray());
        Returns.Add(world.Return);
    }

    private void DropEverySecond()
    {
        for (int i = Frames.Count / 2; i >= 1; i--)
        {
            int odd = (2 * i) - 1;
            Frames.RemoveAt(odd);
            Returns.RemoveAt(odd);
            Scores.RemoveAt(odd);
        }

        Every *= 2;
    }
}
