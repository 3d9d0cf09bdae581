using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class AsterixTests : IDisposable
{
    private readonly Asterix _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public AsterixTests() => _scene = new MinAtarScene(_game);

    public void Dispose() => _game.Dispose();

    [Fact]
    public void Player_Moved_GoesInAllDirectionsAndStaysInTheLanes()
    {
        Assert.Equal((5, 5), _scene.Cell("player"));
        (MinAtarAction Action, (int, int) Cell)[] moves =
        [
            (MinAtarAction.Left, (5, 4)), (MinAtarAction.Up, (4, 4)), (MinAtarAction.Right, (4, 5)), (MinAtarAction.Down, (5, 5)),
            (MinAtarAction.None, (5, 5)), (MinAtarAction.Fire, (5, 5)),
        ];
        foreach ((MinAtarAction action, (int, int) cell) in moves)
        {
            _scene.Step(action);
            Assert.Equal(cell, _scene.Cell("player"));
        }

        AssertStops(8, 0, MinAtarAction.Down, MinAtarAction.Left);
        AssertStops(1, 9, MinAtarAction.Up, MinAtarAction.Right);
    }

    [Fact]
    public void Things_EnterFromTheSides_OneInALane()
    {
        var sides = new HashSet<int>();
        for (int i = 0; i < 100; i++)
        {
            _game.State = _game.State with { Entry = 1, Move = 100, Row = 1, Column = 5, Frame = 0 };
            _scene.Step();
            (int Row, int Column)[] things = [.. _scene.Cells("enemies"), .. _scene.Cells("treasure")];
            Assert.Equal(Math.Min(i + 1, 8), things.Length);
            Assert.Equal(things.Length, things.DistinctBy(thing => thing.Row).Count());
            Assert.All(things, thing => Assert.InRange(thing.Row, 1, 8));
            sides.UnionWith(things.Select(thing => thing.Column));
        }

        Assert.Equal([0, 9], sides.Order());
    }

    [Fact]
    public void Things_InAThirdOfCases_AreTreasure()
    {
        int treasure = 0;
        for (int i = 0; i < 3000; i++)
        {
            _game.State = _game.State with { Entry = 1, Move = 100, Enemies = default, Treasure = default, Frame = 0 };
            _scene.Step();
            treasure += _game.State.Treasure.All.Count;
        }

        Assert.Equal(1000, treasure, 100.0);
    }

    [Fact]
    public void Things_Moving_LeaveATrailAndTheScreen()
    {
        _game.State = _game.State with { Enemies = Movers.One(2, 8, 1), Treasure = Movers.One(3, 1, -1), Move = 1, Entry = 100 };
        _scene.Step();
        Assert.Equal([(2, 8), (3, 1)], _scene.Cells("trail").Order());
        Assert.Equal(((2, 9), (3, 0)), (_scene.Cell("enemies"), _scene.Cell("treasure")));
        _game.State = _game.State with { Move = 1 };
        _scene.Step();
        Assert.Empty(_scene.Cells("enemies").Concat(_scene.Cells("treasure")).Concat(_scene.Cells("trail")));
    }

    [Fact]
    public void Treasure_Reached_IsPaidOnce()
    {
        _game.State = _game.State with { Treasure = Movers.One(5, 6, 1), Entry = 100, Move = 100 };
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step(MinAtarAction.Right));
        Assert.Empty(_scene.Cells("treasure"));
        Assert.Equal(default, _scene.Step());
    }

    [Fact]
    public void Treasure_RunningIntoThePlayer_IsPaid()
    {
        _game.State = _game.State with { Treasure = Movers.One(5, 4, 1), Entry = 100, Move = 1 };
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step());
    }

    [Theory]
    [InlineData(MinAtarAction.Left, 100)]
    [InlineData(MinAtarAction.None, 1)]
    [InlineData(MinAtarAction.Left, 1)]
    public void Enemy_Touched_EndsTheEpisode(MinAtarAction action, int move)
    {
        _game.State = _game.State with { Enemies = Movers.One(5, 4, 1), Entry = 100, Move = move };
        Assert.Equal(new StepResult(0, Terminated: true), _scene.Step(action));
    }

    [Theory]
    [InlineData(true, 0, 5, 10)]
    [InlineData(true, 199, 4, 8)]
    [InlineData(true, 450, 3, 6)]
    [InlineData(true, 4000, 1, 1)]
    [InlineData(false, 4000, 5, 10)]
    public void Pauses_WithTime_BecomeShorter(bool ramping, int frame, int move, int entry)
    {
        using var game = new Asterix(MinAtarScene.Firm with { DifficultyRamping = ramping });
        var scene = new MinAtarScene(game);
        game.State = game.State with { Frame = frame, Move = 1, Entry = 1 };
        scene.Step();
        Assert.Equal((move, entry), (game.State.Move, game.State.Entry));
    }

    private void AssertStops(int row, int column, MinAtarAction vertical, MinAtarAction horizontal)
    {
        _game.State = _game.State with { Row = row, Column = column, Enemies = default, Treasure = default };
        _scene.Step(vertical);
        _scene.Step(horizontal);
        Assert.Equal((row, column), _scene.Cell("player"));
    }
}
