using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Makes the worlds that agents are tried in, and says whether a greedy agent has mastered one.</summary>
internal static class LessonWorlds
{
    private static readonly float[][] Aims = [[0f, 0f], [0.7f, -0.7f], [-0.7f, 0.5f], [0.3f, 0.8f]];

    public static Env Identity(LessonWorld world) => world switch
    {
        LessonWorld.Marks => new IdentityWorld(),
        LessonWorld.NumberedMarks => new NumberedMarks(new IdentityWorld()),
        LessonWorld.Pictures => new PictureMarks(new IdentityWorld()),
        LessonWorld.SeveralMarks => new SeveralMarksWorld(),
        LessonWorld.Switches => new SwitchesWorld(),
        _ => new AimWorld(),
    };

    /// <summary>A world that pays for ever, with the spaces of another.</summary>
    public static Env Endless(LessonWorld world, float reward = 1, bool terminates = false) => world switch
    {
        LessonWorld.NumberedMarks => new NumberedMarks(new EndlessWorld(reward, terminates)),
        LessonWorld.Pictures => new PictureMarks(new EndlessWorld(reward, terminates)),
        LessonWorld.Marks => new EndlessWorld(reward, terminates),
        _ => new EndlessWorld(reward, terminates, Identity(world).ActionSpace),
    };

    /// <summary>What an agent sees, as a sentence for each thing that it does not get right.</summary>
    public static IEnumerable<string> Mistakes(LessonWorld world, Agent agent) => world switch
    {
        LessonWorld.Aim => Aims.Select(aim => Aim(agent, aim)).OfType<string>(),
        LessonWorld.SeveralMarks => from first in Enumerable.Range(0, 2) from second in Enumerable.Range(0, 3) select Name(agent, [first, second], [first, 3 + second]) into fault where fault is not null select fault,
        LessonWorld.Switches => from first in Enumerable.Range(0, 2) from second in Enumerable.Range(0, 2) select Name(agent, [first, second], [first, second]) into fault where fault is not null select fault,
        LessonWorld.NumberedMarks => Enumerable.Range(0, 3).Select(mark => Name(agent, [2 + mark], [5 + mark])).OfType<string>(),
        LessonWorld.Pictures => Enumerable.Range(0, 3).Select(mark => Name(agent, PictureMarks.Of(Marked(mark)), [5 + mark])).OfType<string>(),
        _ => Enumerable.Range(0, 3).Select(mark => Name(agent, Marked(mark), [5 + mark])).OfType<string>(),
    };

    private static float[] Marked(int mark) => [.. Enumerable.Range(0, 3).Select(i => i == mark ? 1f : 0f)];

    private static string? Name(Agent agent, float[] seen, float[] expected)
    {
        float[] action = new float[expected.Length];
        agent.BeginGreedyEpisode();
        agent.ActGreedily(seen, action);
        return action.SequenceEqual(expected) ? null : $"saw {string.Join(' ', seen)}, did {string.Join(' ', action)}, not {string.Join(' ', expected)}";
    }

    private static string? Aim(Agent agent, float[] seen)
    {
        float[] action = new float[2], best = AimWorld.Best(seen);
        agent.BeginGreedyEpisode();
        agent.ActGreedily(seen, action);
        bool hit = Math.Abs(action[0] - best[0]) < 0.3 && Math.Abs(action[1] - best[1]) < 0.75;
        return hit ? null : $"saw {string.Join(' ', seen)}, aimed at {string.Join(' ', action)}, not {string.Join(' ', best)}";
    }
}
