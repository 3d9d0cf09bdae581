using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// Walk along a cliff from one end to the other. After example 6.6 of Sutton and Barto's book, second edition, as Gymnasium has it.
/// Actions: 0 up, 1 right, 2 down, 3 left. Observation: the number of the cell, row by row from the top left of 4 x 12 cells; the
/// start is 36, the goal 47, the cliff lies between them. Reward: -1 for each step; a step over the cliff is rewarded by -100 and ends
/// at the start, where the episode goes on. It terminates at the goal. There are no reset options.
/// </summary>
public sealed class CliffWalking : TabularEnv, IGridWorld
{
    private const string Directions = "^>v<";
    private static readonly string[] Cells = ["FFFFFFFFFFFF", "FFFFFFFFFFFF", "FFFFFFFFFFFF", "SCCCCCCCCCCG"];

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public CliffWalking(CliffWalkingOptions? options = null)
        : base(MakeTable(options?.IsSlippery ?? false))
    {
    }

    /// <summary>The rows: S is the start, F firm ground, C the cliff, G the goal.</summary>
    public IReadOnlyList<string> Map => Cells;

    /// <inheritdoc/>
    public string Arrows => Directions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["up", "right", "down", "left"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => CliffPicture.Draw(canvas, Map, State);

    private static TransitionTable MakeTable(bool isSlippery)
    {
        string cells = string.Concat(Cells);
        int start = cells.IndexOf('S', StringComparison.Ordinal);
        var grid = new Grid(Cells.Length, Cells[0].Length, Directions);
        return new TransitionTable([.. cells.Select(cell => cell == 'S' ? 1.0 : 0)], Directions.Length, Outcomes);

        TabularOutcome[] Outcomes(int state, int action)
        {
            int[] moves = isSlippery ? Grid.Slips(action) : [action];
            return [.. moves.Select(move => Reach(grid.Move(state, move), 1.0 / moves.Length))];
        }

        TabularOutcome Reach(int state, double probability) => cells[state] == 'C'
            ? new TabularOutcome(probability, start, -100, Terminated: false)
            : new TabularOutcome(probability, state, -1, Terminated: cells[state] == 'G');
    }
}
