using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// MinAtar's Space Invaders: shoot the aliens with a cannon at the bottom. They cross the screen together, one cell at a time, and
/// when one is at the edge they come down a row and turn round. Each alien that is shot is rewarded by 1. The fewer are left, the
/// faster they move, the last one by a cell each frame; a wave that is cleared is followed by a faster one (where the difficulty
/// ramps). The aliens shoot back. The episode terminates when a bullet or an alien hits the cannon, or the aliens have landed.
/// Minimal actions: none, left, right, fire. Planes: cannon, aliens, aliens that go to the left, those that go to the right, the
/// cannon's bullets, the aliens' bullets.
/// </summary>
public sealed class SpaceInvaders : MinAtarGame
{
    private const int CannonRow = BitGrid.Side - 1;
    private const int FirstCannon = 5;
    private const int ReloadFrames = 5;
    private const int FirstPace = 12;
    private const int FastestPace = 6;
    private const int AlienShotFrames = 10;

    private static readonly string[] PlaneNames =
        ["cannon", "aliens", "aliens going left", "aliens going right", "bullets", "alien bullets"];

    // Four rows of six.
    private static readonly BitGrid Wave = BitGrid.Rectangle(0, 2, 3, 7);
    private static readonly BitGrid Ground = BitGrid.Row(CannonRow);
    private static readonly BitGrid[] Columns = [.. Enumerable.Range(0, BitGrid.Side).Select(BitGrid.Column)];

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public SpaceInvaders(MinAtarOptions? options = null)
        : base(options, PlaneNames.Length, MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Right, MinAtarAction.Fire)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Planes => PlaneNames;

    /// <summary>The state, for tests of the rules.</summary>
    internal SpaceInvadersState State { get; set; }

    private protected override void Start() => State = new SpaceInvadersState
    {
        Cannon = FirstCannon,
        Aliens = Wave,
        Across = Rng.Next(2) == 0 ? -1 : 1,
        AlienMove = FirstPace,
        AlienShot = AlienShotFrames,
        Pace = FirstPace,
    };

    private protected override StepResult Advance(MinAtarAction action)
    {
        SpaceInvadersState s = MoveCannon(State, action);
        s = s with { Bullets = s.Bullets.Up(), AlienBullets = s.AlienBullets.Down() };
        s = Hit(s, out int first);
        s = MoveAliens(s, out bool landed);
        s = Hit(s, out int second);
        s = Shoot(s);
        BitGrid cannon = BitGrid.Cell(CannonRow, s.Cannon);
        bool isHit = !((s.Aliens | s.AlienBullets) & cannon).IsEmpty;
        if (s.Aliens.IsEmpty)
        {
            int pace = IsRamping ? Math.Max(s.Pace - 1, FastestPace) : s.Pace;
            s = s with { Aliens = Wave, Pace = pace, AlienMove = pace };
        }

        State = s;
        return new StepResult(first + second, isHit || landed);
    }

    private protected override void Draw(Span<float> observation)
    {
        SpaceInvadersState s = State;
        BitGrid.Cell(CannonRow, s.Cannon).Write(observation, 0);
        s.Aliens.Write(observation, 1);
        (s.Across < 0 ? s.Aliens : default).Write(observation, 2);
        (s.Across > 0 ? s.Aliens : default).Write(observation, 3);
        s.Bullets.Write(observation, 4);
        s.AlienBullets.Write(observation, 5);
    }

    private protected override void SaveGame(CheckpointWriter writer)
    {
        SpaceInvadersState s = State;
        writer.Write("numbers", [s.Cannon, s.Reload, s.Across, s.AlienMove, s.AlienShot, s.Pace]);
        s.Aliens.Save(writer, "aliens");
        s.Bullets.Save(writer, "bullets");
        s.AlienBullets.Save(writer, "alien_bullets");
    }

    private protected override void LoadGame(CheckpointReader reader)
    {
        Span<int> numbers = stackalloc int[6];
        reader.Read("numbers", numbers);
        State = new SpaceInvadersState
        {
            Cannon = numbers[0],
            Reload = numbers[1],
            Across = numbers[2],
            AlienMove = numbers[3],
            AlienShot = numbers[4],
            Pace = numbers[5],
            Aliens = BitGrid.Load(reader, "aliens"),
            Bullets = BitGrid.Load(reader, "bullets"),
            AlienBullets = BitGrid.Load(reader, "alien_bullets"),
        };
    }

    private static SpaceInvadersState MoveCannon(SpaceInvadersState s, MinAtarAction action)
    {
        bool fires = action == MinAtarAction.Fire && s.Reload == 0;
        return s with
        {
            Cannon = Math.Clamp(s.Cannon + Across(action), 0, BitGrid.Side - 1),
            Bullets = fires ? s.Bullets | BitGrid.Cell(CannonRow, s.Cannon) : s.Bullets,
            Reload = fires ? ReloadFrames : Math.Max(s.Reload - 1, 0),
        };
    }

    private static SpaceInvadersState Hit(SpaceInvadersState s, out int hits)
    {
        BitGrid hit = s.Aliens & s.Bullets;
        hits = hit.Count;
        return hits == 0 ? s : s with { Aliens = s.Aliens - hit, Bullets = s.Bullets - hit };
    }

    private static SpaceInvadersState MoveAliens(SpaceInvadersState s, out bool landed)
    {
        landed = false;
        if (s.AlienMove > 1)
            return s with { AlienMove = s.AlienMove - 1 };

        // As many frames as there are aliens, once they are few.
        s = s with { AlienMove = Math.Min(s.Pace, s.Aliens.Count) };
        bool atEdge = s.Across < 0 ? s.Aliens.TouchesLeft : s.Aliens.TouchesRight;
        if (!atEdge)
            return s with { Aliens = s.Across < 0 ? s.Aliens.Left() : s.Aliens.Right() };
        landed = !(s.Aliens & Ground).IsEmpty;
        return s with { Across = -s.Across, Aliens = landed ? s.Aliens : s.Aliens.Down() };
    }

    /// <summary>The lowest alien of the column that is nearest to the cannon shoots.</summary>
    private static SpaceInvadersState Shoot(SpaceInvadersState s)
    {
        if (s.AlienShot > 1)
            return s with { AlienShot = s.AlienShot - 1 };
        for (int distance = 0; distance < BitGrid.Side; distance++)
        {
            foreach (int column in (ReadOnlySpan<int>)[s.Cannon - distance, s.Cannon + distance])
            {
                if (column is < 0 or >= BitGrid.Side) continue;
                int row = (s.Aliens & Columns[column]).LowestRow;
                if (row >= 0)
                    return s with { AlienShot = AlienShotFrames, AlienBullets = s.AlienBullets | BitGrid.Cell(row, column) };
            }
        }

        return s with { AlienShot = AlienShotFrames };
    }
}
