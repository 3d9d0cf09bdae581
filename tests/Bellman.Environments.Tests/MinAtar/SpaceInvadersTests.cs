using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class SpaceInvadersTests : IDisposable
{
    private static readonly BitGrid FarAway = BitGrid.Cell(0, 0) | BitGrid.Cell(0, 1) | BitGrid.Cell(0, 2);
    private readonly SpaceInvaders _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public SpaceInvadersTests() => _scene = new MinAtarScene(_game);

    public void Dispose() => _game.Dispose();

    [Fact]
    public void Reset_ShowsAWaveOfFourRowsInOneDirection()
    {
        Assert.Equal(24, _scene.Cells("aliens").Length);
        Assert.Equal((9, 5), _scene.Cell("cannon"));
        int left = _scene.Cells("aliens going left").Length, right = _scene.Cells("aliens going right").Length;
        Assert.Equal((24, 0), (Math.Max(left, right), Math.Min(left, right)));
        Assert.Empty(_scene.Cells("bullets"));
        Assert.Empty(_scene.Cells("alien bullets"));
    }

    [Fact]
    public void Cannon_Moved_StopsAtTheEdges()
    {
        _game.State = _game.State with { Cannon = 1 };
        for (int i = 0; i < 2; i++) _scene.Step(MinAtarAction.Left);
        Assert.Equal((9, 0), _scene.Cell("cannon"));
        _game.State = _game.State with { Cannon = 9 };
        _scene.Step(MinAtarAction.Right);
        Assert.Equal((9, 9), _scene.Cell("cannon"));
    }

    [Fact]
    public void Fire_Again_WaitsUntilTheCannonIsLoaded()
    {
        _game.State = _game.State with { Aliens = FarAway, AlienShot = 100 };
        _scene.Step(MinAtarAction.Fire);
        Assert.Equal((8, 5), _scene.Cell("bullets"));
        for (int i = 0; i < 5; i++) _scene.Step(MinAtarAction.Fire);
        Assert.Equal((3, 5), _scene.Cell("bullets"));
        _scene.Step(MinAtarAction.Fire);
        Assert.Equal([(2, 5), (8, 5)], _scene.Cells("bullets"));
    }

    [Fact]
    public void Bullet_AtAnAlien_ShootsItDown()
    {
        _game.State = _game.State with { Aliens = FarAway | BitGrid.Cell(4, 6), Bullets = BitGrid.Cell(5, 6), AlienMove = 5 };
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step());
        Assert.Empty(_scene.Cells("bullets"));
        Assert.Equal(3, _scene.Cells("aliens").Length);
    }

    [Fact]
    public void Alien_MovingIntoABullet_IsShotDown()
    {
        _game.State = _game.State with { Aliens = FarAway | BitGrid.Cell(4, 5), Across = 1, Bullets = BitGrid.Cell(5, 6), AlienMove = 1 };
        Assert.Equal(1, _scene.Step().Reward);
    }

    [Fact]
    public void Bullet_PastTheTop_IsGone()
    {
        _game.State = _game.State with { Bullets = BitGrid.Cell(0, 9) };
        _scene.Step();
        Assert.Empty(_scene.Cells("bullets"));
    }

    [Fact]
    public void Aliens_AtTheEdge_ComeDownAndTurnRound()
    {
        _game.State = _game.State with { Aliens = BitGrid.Rectangle(0, 6, 3, 9), Across = 1, AlienMove = 1 };
        _scene.Step();
        Assert.Equal(BitGrid.Rectangle(1, 6, 4, 9), _game.State.Aliens);
        Assert.Equal((16, 0), (_scene.Cells("aliens going left").Length, _scene.Cells("aliens going right").Length));
        _game.State = _game.State with { AlienMove = 1 };
        _scene.Step();
        Assert.Equal(BitGrid.Rectangle(1, 5, 4, 8), _game.State.Aliens);
    }

    [Theory]
    [InlineData(24, 12)]
    [InlineData(7, 7)]
    [InlineData(1, 1)]
    public void Aliens_TheFewerTheyAre_MoveTheMoreOften(int count, int frames)
    {
        BitGrid aliens = default;
        for (int i = 0; i < count; i++) aliens |= BitGrid.Cell(i / 6, 2 + (i % 6));
        _game.State = _game.State with { Aliens = aliens, Across = 1, AlienMove = 1, AlienShot = 100 };
        _scene.Step();
        for (int i = 1; i < frames; i++)
        {
            BitGrid before = _game.State.Aliens;
            _scene.Step();
            Assert.Equal(before, _game.State.Aliens);
        }

        BitGrid last = _game.State.Aliens;
        _scene.Step();
        Assert.Equal(last.Right(), _game.State.Aliens);
    }

    [Fact]
    public void Alien_NearestTheCannon_ShootsFromItsLowestRow()
    {
        _game.State = _game.State with
        {
            Cannon = 8, Aliens = FarAway | BitGrid.Cell(1, 6) | BitGrid.Cell(3, 6), AlienShot = 1, AlienMove = 5,
        };
        _scene.Step();
        Assert.Equal((3, 6), _scene.Cell("alien bullets"));
        _scene.Step();
        Assert.Equal((4, 6), _scene.Cell("alien bullets"));
        for (int i = 2; i < 10; i++) _scene.Step();
        Assert.Empty(_scene.Cells("alien bullets"));
        _scene.Step();
        Assert.Single(_scene.Cells("alien bullets"));
    }

    [Fact]
    public void AlienBullet_AtTheCannon_EndsTheEpisode()
    {
        _game.State = _game.State with { AlienBullets = BitGrid.Cell(7, 5) };
        Assert.False(_scene.Step().Terminated);
        Assert.Equal(new StepResult(0, Terminated: true), _scene.Step());
    }

    [Fact]
    public void AlienBullet_BesideTheCannon_IsGone()
    {
        _game.State = _game.State with { AlienBullets = BitGrid.Cell(8, 6) };
        Assert.Equal(-1, _scene.StepToTheEnd(2));
        Assert.Empty(_scene.Cells("alien bullets"));
    }

    [Fact]
    public void Alien_AtTheCannon_EndsTheEpisode()
    {
        _game.State = _game.State with { Aliens = BitGrid.Cell(9, 3), Across = 1, AlienMove = 1, AlienShot = 100 };
        Assert.Equal(2, _scene.StepToTheEnd(5));
    }

    [Fact]
    public void Aliens_ThatWouldGoBelowTheGround_HaveLanded()
    {
        _game.State = _game.State with { Aliens = BitGrid.Cell(9, 9), Across = 1, AlienMove = 1, Cannon = 2, AlienShot = 100 };
        Assert.Equal(1, _scene.StepToTheEnd(5));
    }

    [Theory]
    [InlineData(true, 12, 11)]
    [InlineData(true, 6, 6)]
    [InlineData(false, 12, 12)]
    public void Wave_Cleared_IsFollowedByAFasterOne(bool ramping, int pace, int next)
    {
        using var game = new SpaceInvaders(MinAtarScene.Firm with { DifficultyRamping = ramping });
        var scene = new MinAtarScene(game);
        game.State = game.State with { Aliens = BitGrid.Cell(4, 5), Bullets = BitGrid.Cell(5, 5), Pace = pace, AlienMove = 5 };
        Assert.Equal(new StepResult(1, Terminated: false), scene.Step());
        Assert.Equal(24, scene.Cells("aliens").Length);
        Assert.Equal((next, next), (game.State.Pace, game.State.AlienMove));
    }
}
