using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// Cross a frozen lake from the start to the goal without falling into a hole, on ice that lets two of three steps slip to a side
/// (Gymnasium's FrozenLake-v1). Actions: 0 left, 1 down, 2 right, 3 up. Observation: the number of the cell, row by row from the top
/// left. Reward: 1 at the goal, else 0. The episode terminates at the goal and in a hole. There are no reset options.
/// </summary>
public sealed class FrozenLake : TabularEnv, IGridWorld
{
    internal const string Directions = "<v>^";

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public FrozenLake(FrozenLakeOptions? options = null)
        : this(options ?? new FrozenLakeOptions(), MapOf(options ?? new FrozenLakeOptions()))
    {
    }

    private FrozenLake(FrozenLakeOptions options, IReadOnlyList<string> map)
        : base(MakeTable(options, map))
    {
        Map = map;
    }

    /// <summary>The rows of the lake: S is the start, F frozen, H a hole, G the goal.</summary>
    public IReadOnlyList<string> Map { get; }

    /// <inheritdoc/>
    public string Arrows => Directions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["left", "down", "right", "up"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => LakePicture.Draw(canvas, Map, State);

    private static IReadOnlyList<string> MapOf(FrozenLakeOptions options) => options.Desc ?? options.MapName switch
    {
        "4x4" => FrozenLakeMap.Small,
        "8x8" => FrozenLakeMap.Large,
        _ => FrozenLakeMap.Draw(options.MapSize, options.MapFrozen, options.MapSeed),
    };

    private static TransitionTable MakeTable(FrozenLakeOptions options, IReadOnlyList<string> map)
    {
        string cells = string.Concat(map);
        var grid = new Grid(map.Count, map[0].Length, Directions);
        return new TransitionTable([.. cells.Select(cell => cell == 'S' ? 1.0 : 0)], Directions.Length, Outcomes);

        TabularOutcome[] Outcomes(int state, int action)
        {
            if (cells[state] is 'G' or 'H')
                return [new TabularOutcome(1, state, 0, Terminated: true)];
            if (!options.IsSlippery)
                return [Reach(grid.Move(state, action), 1)];
            double aside = (1 - options.SuccessRate) / 2;
            return [.. Grid.Slips(action).Select(slip => Reach(grid.Move(state, slip), slip == action ? options.SuccessRate : aside))];
        }

        TabularOutcome Reach(int state, double probability)
        {
            double reward = options.RewardSchedule[cells[state] == 'G' ? 0 : cells[state] == 'H' ? 1 : 2];
            return new TabularOutcome(probability, state, reward, Terminated: cells[state] is 'G' or 'H');
        }
    }
}
