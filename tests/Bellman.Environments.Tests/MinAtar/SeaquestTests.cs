using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class SeaquestTests : IDisposable
{
    private readonly Seaquest _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public SeaquestTests()
    {
        _scene = new MinAtarScene(_game);
        Dive(_game);
    }

    private SeaquestState State => _game.State;

    public void Dispose() => _game.Dispose();

    [Fact]
    public void Reset_BeginsAtTheSurfaceWithAllOxygen()
    {
        var scene = new MinAtarScene(_game);
        Assert.Equal(((0, 5), (0, 4)), (scene.Cell("front"), scene.Cell("back")));
        Assert.Equal(10, scene.Cells("oxygen gauge").Length);
        Assert.Empty(scene.Cells("diver gauge"));
        for (int i = 0; i < 15; i++) Assert.False(scene.Step().Terminated);
        Assert.Equal(200, State.Oxygen);
    }

    [Fact]
    public void Submarine_Moved_LooksWhereItGoesAndStaysInTheWater()
    {
        (MinAtarAction Action, (int, int) Front, (int, int) Back)[] moves =
        [
            (MinAtarAction.Left, (5, 4), (5, 5)), (MinAtarAction.Down, (6, 4), (6, 5)), (MinAtarAction.Right, (6, 5), (6, 4)),
            (MinAtarAction.Up, (5, 5), (5, 4)), (MinAtarAction.None, (5, 5), (5, 4)),
        ];
        foreach ((MinAtarAction action, (int, int) front, (int, int) back) in moves)
        {
            _scene.Step(action);
            Assert.Equal((front, back), (_scene.Cell("front"), _scene.Cell("back")));
        }

        (State.Row, State.Column) = (8, 9);
        _scene.Step(MinAtarAction.Down);
        _scene.Step(MinAtarAction.Right);
        Assert.Equal((8, 9), _scene.Cell("front"));
        (State.Column, State.Across) = (0, 1);
        _scene.Step();
        Assert.Empty(_scene.Cells("back"));
    }

    [Fact]
    public void Fire_GoesWhereTheSubmarineLooksAndHasToBeLoaded()
    {
        _scene.Step(MinAtarAction.Fire);
        Assert.Equal((5, 6), _scene.Cell("bullets"));
        for (int i = 0; i < 4; i++)
        {
            _scene.Step(MinAtarAction.Fire);
            Assert.True(_scene.Cells("bullets").Length <= 1);
        }

        State.Across = -1;
        _scene.Step(MinAtarAction.Fire);
        Assert.Equal((5, 4), _scene.Cell("bullets"));
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 100)]
    [InlineData(false, 1)]
    public void Enemy_Shot_IsPaidAndGone(bool isSubmarine, int move)
    {
        Movers enemy = Movers.One(3, 7, -1);
        if (isSubmarine) State.Submarines = enemy;
        else State.Fish = enemy;
        State.EnemyMove = move;

        // The bullet reaches it, or it runs into the bullet.
        State.Bullets = Movers.One(3, move == 1 ? 5 : 6, 1);
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step());
        Assert.Empty(_scene.Cells("fish").Concat(_scene.Cells("enemy submarines")).Concat(_scene.Cells("bullets")));
    }

    [Theory]
    [InlineData("fish")]
    [InlineData("enemy submarines")]
    [InlineData("enemy bullets")]
    public void Player_HitOnEitherCell_LosesTheGame(string what)
    {
        foreach (int column in new[] { 5, 4 })
        {
            Dive(_game);
            Movers enemy = Movers.One(5, column - 1, 1);
            (State.Fish, State.Submarines, State.EnemyBullets) =
                (what == "fish" ? enemy : default, what == "enemy submarines" ? enemy : default, what == "enemy bullets" ? enemy : default);
            State.EnemyMove = 1;
            if (column == 5) State.Column = 6;
            Assert.True(_scene.Step(column == 5 ? MinAtarAction.Left : MinAtarAction.None).Terminated);
            _game.Reset(new float[1000]);
        }
    }

    [Fact]
    public void Player_RunningIntoAnEnemy_LosesTheGame()
    {
        State.Fish = Movers.One(6, 5, 1);
        State.EnemyMove = 1;
        Assert.True(_scene.Step(MinAtarAction.Down).Terminated);
    }

    [Fact]
    public void EnemySubmarines_FireAndFishDoNot()
    {
        State.Submarines = Movers.One(2, 2, 1);
        State.Fish = Movers.One(3, 2, 1);
        State.EnemyShot = 2;
        _scene.Step();
        Assert.Empty(_scene.Cells("enemy bullets"));
        _scene.Step();
        _scene.Step();
        Assert.Equal((2, 3), _scene.Cell("enemy bullets"));
        _scene.Step();
        Assert.Equal((2, 4), _scene.Cell("enemy bullets"));
    }

    [Fact]
    public void Trail_ShowsWhereEnemiesAndDiversComeFrom()
    {
        (State.Fish, State.Submarines, State.Divers) = (Movers.One(1, 5, 1), Movers.One(2, 5, -1), Movers.One(3, 5, 1));
        _scene.Step();
        Assert.Equal([(1, 4), (2, 6), (3, 4)], _scene.Cells("trail").Order());
    }

    [Fact]
    public void Divers_TakenOnBoard_AreCountedUpToSix()
    {
        State.Divers = Movers.One(5, 6, 1) | Movers.One(8, 8, 1);
        Assert.Equal(default, _scene.Step(MinAtarAction.Right));
        Assert.Equal([(9, 0)], _scene.Cells("diver gauge"));
        Assert.Equal((8, 8), _scene.Cell("divers"));
        State.Rescued = 6;
        State.Divers = Movers.One(5, 7, 1);
        _scene.Step(MinAtarAction.Right);
        Assert.Equal(6, _scene.Cells("diver gauge").Length);
        Assert.Equal((5, 7), _scene.Cell("divers"));
    }

    [Fact]
    public void Divers_EnterAndSwim()
    {
        (State.DiverEntry, State.DiverMove) = (1, 100);
        _scene.Step();
        (int row, int column) = _scene.Cell("divers");
        Assert.Contains(column, new[] { 0, 9 });
        Assert.InRange(row, 1, 8);
        State.DiverMove = 1;
        _scene.Step();
        Assert.Equal((row, column == 0 ? 1 : 8), _scene.Cell("divers"));
    }

    [Fact]
    public void Oxygen_UnderWater_IsUsedUp()
    {
        State.Oxygen = 181;
        _scene.Step();
        Assert.Equal(9, _scene.Cells("oxygen gauge").Length);
        State.Oxygen = 2;
        Assert.False(_scene.Step().Terminated);
        Assert.Single(_scene.Cells("oxygen gauge"));
        Assert.Equal(new StepResult(0, Terminated: true), _scene.Step());
        Assert.Empty(_scene.Cells("oxygen gauge"));
    }

    [Fact]
    public void Surface_WithoutADiver_LosesTheGame()
    {
        State.Row = 1;
        Assert.Equal(new StepResult(0, Terminated: true), _scene.Step(MinAtarAction.Up));
    }

    [Fact]
    public void Surface_WithADiver_CostsHimAndFillsTheOxygen()
    {
        (State.Row, State.Rescued, State.Oxygen) = (1, 3, 20);
        Assert.Equal(default, _scene.Step(MinAtarAction.Up));
        Assert.Equal((2, 200, 1), (State.Rescued, State.Oxygen, State.Level));
        Assert.False(_scene.Step().Terminated);
        Assert.Equal(2, State.Rescued);
    }

    [Fact]
    public void Surface_WithSix_PaysTheGaugeAndDeliversThem()
    {
        (State.Row, State.Rescued, State.Oxygen) = (1, 6, 61);
        Assert.Equal(new StepResult(4, Terminated: false), _scene.Step(MinAtarAction.Up));
        Assert.Equal((0, 200), (State.Rescued, State.Oxygen));
    }

    [Theory]
    [InlineData(0, 5, 20)]
    [InlineData(2, 3, 18)]
    [InlineData(50, 2, 5)]
    public void Enemies_WithEachTimeUp_ComeAndMoveMoreOften(int level, int move, int entry)
    {
        (State.Level, State.EnemyMove, State.EnemyEntry) = (level, 1, 1);
        _scene.Step();
        Assert.Equal((move, entry), (State.EnemyMove, State.EnemyEntry));
        Assert.Equal(1, _scene.Cells("fish").Length + _scene.Cells("enemy submarines").Length);
    }

    [Fact]
    public void Level_WithoutRamping_StaysWhereItIs()
    {
        using var game = new Seaquest(MinAtarScene.Firm with { DifficultyRamping = false });
        var scene = new MinAtarScene(game);
        Dive(game);
        (game.State.Row, game.State.Rescued) = (1, 1);
        scene.Step(MinAtarAction.Up);
        Assert.Equal((0, 0), (game.State.Level, game.State.Rescued));
    }

    /// <summary>Deep under water, with nothing near and nothing to come.</summary>
    private static void Dive(Seaquest game)
    {
        SeaquestState state = game.State;
        (state.Row, state.Column, state.Across) = (5, 5, 1);
        (state.EnemyMove, state.EnemyEntry, state.EnemyShot, state.DiverMove, state.DiverEntry) = (100, 100, 100, 100, 100);
        state.Fish = state.Submarines = state.EnemyBullets = state.Divers = default;
    }
}
