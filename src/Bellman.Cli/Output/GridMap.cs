using System.Globalization;
using Bellman.Core;

namespace Bellman.Cli;

/// <summary>What an agent has learned about a grid world, as maps in text: the value of each cell, and the best way to go from it.</summary>
internal sealed class GridMap
{
    private readonly IGridWorld _world;
    private readonly Agent _agent;
    private readonly bool[] _stood;
    private readonly float[] _values;

    private GridMap(IGridWorld world, Agent agent)
    {
        _world = world;
        _agent = agent;
        _stood = CellsToStandOn(world);
        _values = new float[world.ActionCount];
    }

    /// <summary>Writes the maps to standard output; nothing where the worlds are no grid whose cells are what the agent sees.</summary>
    public static void Write(Agent agent, VectorEnv env)
    {
        using Env world = env.CreateEnv();
        if (Of(agent, world) is not { } lines) return;
        foreach (string line in lines) Console.Out.WriteLine(line);
    }

    /// <summary>The maps, or <see langword="null"/> where the world is no grid whose cells are what the agent sees.</summary>
    /// <param name="agent">Who has learned.</param>
    /// <param name="world">One of its worlds, with its wrappers.</param>
    public static IReadOnlyList<string>? Of(Agent agent, Env world)
    {
        if (world.Unwrapped is not IGridWorld grid || world.ObservationSpace is not Discrete { Start: 0 } cells || cells.Count != grid.StateCount) return null;
        if (world.ActionSpace is not Discrete { Start: 0 } actions || actions.Count != grid.ActionCount) return null;
        var map = new GridMap(grid, agent);
        return [.. agent is IActionValues values ? map.Values(values) : [], .. map.Policy()];
    }

    private IEnumerable<string> Values(IActionValues agent)
    {
        string[] texts = [.. Cells.Select(cell => _stood[cell] ? Best(agent, cell).ToString("F2", CultureInfo.InvariantCulture) : Letter(cell))];
        int width = texts.Max(text => text.Length) + 1;
        return ["value of each cell", .. Rows(texts.Select(text => text.PadLeft(width)))];
    }

    private IEnumerable<string> Policy() => ["best way on", .. Rows(Cells.Select(cell => " " + (_stood[cell] ? Arrow(cell) : Letter(cell))))];

    private IEnumerable<int> Cells => Enumerable.Range(0, _world.StateCount);

    private IEnumerable<string> Rows(IEnumerable<string> cells) => cells.Chunk(_world.Map[0].Length).Select(row => " " + string.Concat(row));

    private string Letter(int cell)
    {
        int columns = _world.Map[0].Length;
        return _world.Map[cell / columns][cell % columns].ToString();
    }

    private float Best(IActionValues agent, int cell)
    {
        _agent.BeginGreedyEpisode();
        agent.ActionValues([cell], _values);
        return _values.Max();
    }

    /// <summary>An arrow, or a dot where the agent knows no action from another.</summary>
    private string Arrow(int cell)
    {
        if (_agent is IActionValues agent && Best(agent, cell) == _values.Min()) return "·";
        var action = new float[1];
        _agent.BeginGreedyEpisode();
        _agent.ActGreedily([cell], action);
        return _world.Arrows[(int)action[0]] switch
        {
            '<' => "←",
            'v' => "↓",
            '>' => "→",
            _ => "↑",
        };
    }

    /// <summary>The cells in which an action is ever chosen: those that can be reached, but for those where an episode ends.</summary>
    private static bool[] CellsToStandOn(IGridWorld world)
    {
        var stood = new bool[world.StateCount];
        var open = new Stack<int>();
        for (int cell = 0; cell < stood.Length; cell++)
        {
            if (world.InitialDistribution[cell] > 0) Reach(cell);
        }

        while (open.TryPop(out int cell))
        {
            for (int action = 0; action < world.ActionCount; action++)
            {
                foreach (TabularOutcome outcome in world.Outcomes(cell, action))
                {
                    if (outcome is { Terminated: false, Probability: > 0 }) Reach(outcome.State);
                }
            }
        }

        return stood;

        void Reach(int cell)
        {
            if (stood[cell]) return;
            stood[cell] = true;
            open.Push(cell);
        }
    }
}
