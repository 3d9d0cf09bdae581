using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// MinAtar's Breakout: keep a ball in the air with a paddle and break bricks with it. Each brick is rewarded by 1; when all are
/// broken and the ball comes back to the paddle, there are new ones. The ball travels along diagonals, is reflected by walls and
/// bricks, and leaves the paddle to the side on which it hit it. The episode terminates when the ball falls past the paddle.
/// Minimal actions: none, left, right. Planes: paddle, ball, where the ball was, bricks.
/// </summary>
public sealed class Breakout : MinAtarGame
{
    private const int PaddleRow = BitGrid.Side - 1;
    private const int Middle = 4;
    private const int FirstBrickRow = 1;
    private const int LastBrickRow = 3;
    private const int FirstBallRow = LastBrickRow + 1;

    private static readonly string[] PlaneNames = ["paddle", "ball", "trail", "bricks"];
    private static readonly BitGrid Wall = BitGrid.Rectangle(FirstBrickRow, 0, LastBrickRow, BitGrid.Side - 1);

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Breakout(MinAtarOptions? options = null)
        : base(options, PlaneNames.Length, MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Right)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Planes => PlaneNames;

    /// <summary>The state, for tests of the rules.</summary>
    internal BreakoutState State { get; set; }

    private protected override void Start()
    {
        bool isLeft = Rng.Next(2) == 0;
        int column = isLeft ? 0 : BitGrid.Side - 1;
        State = new BreakoutState(Middle, FirstBallRow, column, 1, isLeft ? 1 : -1, FirstBallRow, column, Wall);
    }

    private protected override StepResult Advance(MinAtarAction action)
    {
        BreakoutState s = State;
        int paddle = Math.Clamp(s.Paddle + Across(action), 0, BitGrid.Side - 1);
        (int down, int across) = (s.Down, s.Across);
        (int row, int column) = (s.Row + down, s.Column + across);
        if (column is < 0 or >= BitGrid.Side) (column, across) = (s.Column - across, -across);
        if (row < 0) (row, down) = (1, 1);

        BitGrid bricks = s.Bricks;
        float reward = 0;
        bool isLost = false;
        if (bricks[row, column])
        {
            reward = 1;
            bricks -= BitGrid.Cell(row, column);

            // Back where it came from in height; on in breadth unless there is another brick.
            (row, down) = (s.Row, -down);
            if (bricks[row, column]) column = s.Column;
        }
        else if (row == PaddleRow)
        {
            isLost = paddle != column && paddle != s.Column;
            if (!isLost)
            {
                // A paddle under the ball's next place is hit on the near side, one under its last place on the far side.
                if (paddle == column) across = -across;
                (row, column, down) = (s.Row, s.Column + across, -1);
                if (column is < 0 or >= BitGrid.Side) (column, across) = (s.Column, -across);
                if (bricks.IsEmpty) bricks = Wall;
            }
        }

        State = new BreakoutState(paddle, row, column, down, across, s.Row, s.Column, bricks);
        return new StepResult(reward, isLost);
    }

    private protected override void Draw(Span<float> observation)
    {
        BreakoutState s = State;
        BitGrid.Cell(PaddleRow, s.Paddle).Write(observation, 0);
        BitGrid.Cell(s.Row, s.Column).Write(observation, 1);
        BitGrid.Cell(s.TrailRow, s.TrailColumn).Write(observation, 2);
        s.Bricks.Write(observation, 3);
    }

    private protected override void SaveGame(CheckpointWriter writer)
    {
        BreakoutState s = State;
        writer.Write("numbers", [s.Paddle, s.Row, s.Column, s.Down, s.Across, s.TrailRow, s.TrailColumn]);
        s.Bricks.Save(writer, "bricks");
    }

    private protected override void LoadGame(CheckpointReader reader)
    {
        Span<int> s = stackalloc int[7];
        reader.Read("numbers", s);
        State = new BreakoutState(s[0], s[1], s[2], s[3], s[4], s[5], s[6], BitGrid.Load(reader, "bricks"));
    }
}
