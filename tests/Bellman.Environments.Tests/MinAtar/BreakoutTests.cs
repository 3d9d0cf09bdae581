using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class BreakoutTests : IDisposable
{
    private readonly Breakout _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public BreakoutTests() => _scene = new MinAtarScene(_game);

    public void Dispose() => _game.Dispose();

    [Fact]
    public void Reset_OfManySeeds_BeginsAtBothSidesUnderAWholeWall()
    {
        float[] observation = new float[400];
        var balls = new HashSet<(int, int, int)>();
        for (ulong seed = 0; seed < 20; seed++)
        {
            _game.Reset(observation, seed);
            balls.Add((_game.State.Row, _game.State.Column, _game.State.Across));
            Assert.Equal(30, _game.State.Bricks.Count);
            Assert.Equal(1, _game.State.Down);
        }

        Assert.Equal([(4, 0, 1), (4, 9, -1)], balls.Order());
    }

    [Fact]
    public void Paddle_Moved_StopsAtTheWalls()
    {
        _game.State = _game.State with { Row = 1, Column = 4, Down = -1, Bricks = default };
        for (int i = 0; i < 6; i++) _scene.Step(MinAtarAction.Left);
        Assert.Equal((9, 0), _scene.Cell("paddle"));
        _scene.Step(MinAtarAction.Right);
        Assert.Equal((9, 1), _scene.Cell("paddle"));
        _game.State = _game.State with { Row = 1, Column = 4, Down = -1, Paddle = 9 };
        _scene.Step(MinAtarAction.Right);
        Assert.Equal((9, 9), _scene.Cell("paddle"));
    }

    [Fact]
    public void Ball_InTheOpen_GoesAlongADiagonalAndLeavesATrail()
    {
        _game.State = Ball(row: 5, column: 4, down: 1, across: -1);
        Assert.Equal(default, _scene.Step());
        Assert.Equal(((6, 3), (5, 4)), (_scene.Cell("ball"), _scene.Cell("trail")));
    }

    [Theory]
    [InlineData(0, -1, 1)]
    [InlineData(9, 1, 8)]
    public void Ball_AtASideWall_IsReflected(int column, int across, int next)
    {
        _game.State = Ball(row: 5, column, down: 1, across);
        _scene.Step();
        Assert.Equal((6, next), _scene.Cell("ball"));
        Assert.Equal(-across, _game.State.Across);
    }

    [Fact]
    public void Ball_AtTheTop_IsReflected()
    {
        _game.State = Ball(row: 0, column: 4, down: -1, across: 1) with { Bricks = default };
        _scene.Step();
        Assert.Equal(((1, 5), 1), (_scene.Cell("ball"), _game.State.Down));
    }

    [Fact]
    public void Ball_AtABrick_BreaksItAndTurnsBack()
    {
        _game.State = Ball(row: 4, column: 4, down: -1, across: 1);
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step());
        Assert.Equal(((4, 5), 1), (_scene.Cell("ball"), _game.State.Down));
        Assert.DoesNotContain((3, 5), _scene.Cells("bricks"));
        Assert.Equal(29, _scene.Cells("bricks").Length);
        Assert.Equal(0, _scene.Step().Reward);
    }

    [Fact]
    public void Ball_BetweenBricks_DoesNotGoIntoTheOneBeside()
    {
        _game.State = Ball(row: 3, column: 4, down: -1, across: 1);
        Assert.Equal(1, _scene.Step().Reward);
        Assert.Equal((3, 4), _scene.Cell("ball"));
        Assert.Contains((3, 5), _scene.Cells("bricks"));
    }

    [Fact]
    public void Ball_OnTheNearSideOfThePaddle_GoesBack()
    {
        _game.State = Ball(row: 8, column: 4, down: 1, across: 1) with { Paddle = 5 };
        Assert.Equal(default, _scene.Step());
        Assert.Equal(((8, 3), -1, -1), (_scene.Cell("ball"), _game.State.Down, _game.State.Across));
    }

    [Fact]
    public void Ball_OnTheFarSideOfThePaddle_GoesOn()
    {
        _game.State = Ball(row: 8, column: 4, down: 1, across: 1) with { Paddle = 4 };
        Assert.Equal(default, _scene.Step());
        Assert.Equal(((8, 5), -1, 1), (_scene.Cell("ball"), _game.State.Down, _game.State.Across));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Ball_PastThePaddle_EndsTheEpisode(int paddle)
    {
        _game.State = Ball(row: 8, column: 4, down: 1, across: 1) with { Paddle = paddle };
        Assert.Equal(new StepResult(0, Terminated: true), _scene.Step());
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(9, 1)]
    public void Ball_BetweenPaddleAndWall_StaysInTheGame(int column, int across)
    {
        foreach (int paddle in new[] { column, column - across })
        {
            _game.State = Ball(row: 8, column, down: 1, across) with { Paddle = paddle };
            Assert.False(_scene.Step().Terminated);
            Assert.Equal(-1, _game.State.Down);
            Assert.InRange(_game.State.Column, 0, 9);
            _scene.Step();
            Assert.Equal(7, _scene.Cell("ball").Row);
        }
    }

    [Fact]
    public void Bricks_AllBroken_ComeBackWithTheBallAtThePaddle()
    {
        _game.State = Ball(row: 4, column: 4, down: -1, across: 1) with { Bricks = BitGrid.Cell(3, 5), Paddle = 8 };
        Assert.Equal(1, _scene.Step().Reward);
        Assert.Empty(_scene.Cells("bricks"));
        for (int i = 0; i < 4; i++) _scene.Step();
        Assert.Equal((8, 9), _scene.Cell("ball"));
        Assert.Empty(_scene.Cells("bricks"));
        Assert.False(_scene.Step().Terminated);
        Assert.Equal(30, _scene.Cells("bricks").Length);
    }

    private BreakoutState Ball(int row, int column, int down, int across) =>
        _game.State with { Row = row, Column = column, Down = down, Across = across };
}
