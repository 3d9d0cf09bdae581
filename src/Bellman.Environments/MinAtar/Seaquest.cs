using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// MinAtar's Seaquest: dive with a submarine of two cells, front and back, shoot fish and enemy submarines, take divers on board and
/// come up before the oxygen is used up. Each enemy that is shot is rewarded by 1. Coming up with a diver costs one of them, fills the
/// oxygen and, where the difficulty ramps, makes enemies come and move more often; coming up with six delivers them all and is rewarded
/// by 1 for each cell of the oxygen's gauge. The episode terminates when a fish, an enemy submarine or its bullet hits the player, when
/// there is no oxygen left, and when he comes up without a diver. All six actions are minimal. Planes: front, back, bullets, the cell
/// behind each enemy and diver, enemy bullets, fish, enemy submarines, oxygen gauge, diver gauge, divers; gauges in the lowest row.
/// </summary>
public sealed class Seaquest : MinAtarGame
{
    private const int GaugeRow = BitGrid.Side - 1;
    private const int LowestRow = GaugeRow - 1;
    private const int FirstColumn = 5;
    private const int ReloadFrames = 5;
    private const int FullOxygen = 200;
    private const int FramesPerGaugeCell = FullOxygen / BitGrid.Side;
    private const int FullBoat = 6;
    private const int EnemyMoveFrames = 5;
    private const int FastestEnemyMove = 2;
    private const int EnemyEntryFrames = 20;
    private const int FastestEnemyEntry = 5;
    private const int EnemyShotFrames = 10;
    private const int DiverMoveFrames = 5;
    private const int DiverEntryFrames = 30;

    // An enemy in three is a submarine.
    private const int EnemiesPerSubmarine = 3;

    private static readonly string[] PlaneNames =
    [
        "front", "back", "bullets", "trail", "enemy bullets", "fish", "enemy submarines", "oxygen gauge", "diver gauge", "divers",
    ];

    // A gauge of so many cells.
    private static readonly BitGrid[] Gauges =
        [.. Enumerable.Range(0, BitGrid.Side + 1).Select(cells => BitGrid.Rectangle(GaugeRow, 0, GaugeRow, cells - 1))];

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Seaquest(MinAtarOptions? options = null)
        : base(options, PlaneNames.Length, Enum.GetValues<MinAtarAction>())
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Planes => PlaneNames;

    /// <summary>The state, for tests of the rules.</summary>
    internal SeaquestState State { get; private set; } = new();

    private BitGrid Front => BitGrid.Cell(State.Row, State.Column);

    private BitGrid Back => State.BackColumn is >= 0 and < BitGrid.Side ? BitGrid.Cell(State.Row, State.BackColumn) : default;

    private protected override void Start()
    {
        SeaquestState s = State;
        (s.Row, s.Column, s.Across, s.Reload, s.Oxygen, s.Rescued, s.Level) = (0, FirstColumn, 1, 0, FullOxygen, 0, 0);
        (s.EnemyMove, s.EnemyEntry, s.EnemyShot) = (EnemyMoveFrames, EnemyEntryFrames, EnemyShotFrames);
        (s.DiverMove, s.DiverEntry) = (DiverMoveFrames, DiverEntryFrames);
        s.Bullets = s.EnemyBullets = s.Fish = s.Submarines = s.Divers = default;
    }

    private protected override StepResult Advance(MinAtarAction action)
    {
        int from = State.Row;
        MovePlayer(action);
        float reward = 0;
        bool isOver = State.Row == 0 && from > 0 && !ComeUp(out reward);
        (BitGrid front, BitGrid back) = (Front, Back);
        BitGrid boat = front | back;
        PickUp(front, back);
        isOver |= IsHit(boat);

        State.Bullets = State.Bullets.Moved();
        reward += Shoot();
        State.EnemyBullets = State.EnemyBullets.Moved();
        isOver |= IsHit(boat);
        MoveEnemies();
        reward += Shoot();
        isOver |= IsHit(boat);
        MoveDivers();
        PickUp(front, back);
        if (State.Row > 0) State.Oxygen--;
        return new StepResult(reward, isOver || State.Oxygen <= 0);
    }

    private protected override void Draw(Span<float> observation)
    {
        SeaquestState s = State;
        Front.Write(observation, 0);
        Back.Write(observation, 1);
        s.Bullets.All.Write(observation, 2);
        (s.Fish | s.Submarines | s.Divers).Trail.Write(observation, 3);
        s.EnemyBullets.All.Write(observation, 4);
        s.Fish.All.Write(observation, 5);
        s.Submarines.All.Write(observation, 6);
        Gauges[OxygenCells()].Write(observation, 7);
        Gauges[s.Rescued].Write(observation, 8);
        s.Divers.All.Write(observation, 9);
    }

    private protected override void SaveGame(CheckpointWriter writer)
    {
        SeaquestState s = State;
        writer.Write(
            "numbers",
            [s.Row, s.Column, s.Across, s.Reload, s.Oxygen, s.Rescued, s.Level, s.EnemyMove, s.EnemyEntry, s.EnemyShot, s.DiverMove, s.DiverEntry]);
        s.Bullets.Save(writer, "bullets");
        s.EnemyBullets.Save(writer, "enemy_bullets");
        s.Fish.Save(writer, "fish");
        s.Submarines.Save(writer, "submarines");
        s.Divers.Save(writer, "divers");
    }

    private protected override void LoadGame(CheckpointReader reader)
    {
        Span<int> n = stackalloc int[12];
        reader.Read("numbers", n);
        State = new SeaquestState
        {
            Row = n[0],
            Column = n[1],
            Across = n[2],
            Reload = n[3],
            Oxygen = n[4],
            Rescued = n[5],
            Level = n[6],
            EnemyMove = n[7],
            EnemyEntry = n[8],
            EnemyShot = n[9],
            DiverMove = n[10],
            DiverEntry = n[11],
            Bullets = Movers.Load(reader, "bullets"),
            EnemyBullets = Movers.Load(reader, "enemy_bullets"),
            Fish = Movers.Load(reader, "fish"),
            Submarines = Movers.Load(reader, "submarines"),
            Divers = Movers.Load(reader, "divers"),
        };
    }

    /// <summary>Cells of the gauge: one is left until the oxygen is used up.</summary>
    private int OxygenCells() => (State.Oxygen + FramesPerGaugeCell - 1) / FramesPerGaugeCell;

    private void MovePlayer(MinAtarAction action)
    {
        SeaquestState s = State;
        s.Row = Math.Clamp(s.Row + Down(action), 0, LowestRow);
        s.Column = Math.Clamp(s.Column + Across(action), 0, BitGrid.Side - 1);
        if (Across(action) != 0) s.Across = Across(action);
        if (s.Reload > 0) s.Reload--;
        if (action != MinAtarAction.Fire || s.Reload > 0) return;
        s.Bullets |= Movers.One(s.Row, s.Column, s.Across);
        s.Reload = ReloadFrames;
    }

    /// <summary>Comes up for air; false without a diver on board.</summary>
    private bool ComeUp(out float reward)
    {
        SeaquestState s = State;
        reward = 0;
        if (s.Rescued == 0)
            return false;
        bool isFull = s.Rescued == FullBoat;
        if (isFull) reward = OxygenCells();
        s.Rescued = isFull ? 0 : s.Rescued - 1;
        s.Oxygen = FullOxygen;
        if (IsRamping) s.Level++;
        return true;
    }

    private bool IsHit(BitGrid boat) => !((State.Fish.All | State.Submarines.All | State.EnemyBullets.All) & boat).IsEmpty;

    private void PickUp(BitGrid front, BitGrid back)
    {
        SeaquestState s = State;
        if ((s.Divers.All & (front | back)).IsEmpty) return;
        foreach (BitGrid cell in (ReadOnlySpan<BitGrid>)[front, back])
        {
            if (s.Rescued == FullBoat || (s.Divers.All & cell).IsEmpty) continue;
            s.Divers -= cell;
            s.Rescued++;
        }
    }

    private float Shoot()
    {
        SeaquestState s = State;
        BitGrid hit = (s.Fish.All | s.Submarines.All) & s.Bullets.All;
        if (hit.IsEmpty)
            return 0;
        s.Fish -= hit;
        s.Submarines -= hit;
        s.Bullets -= hit;
        return hit.Count;
    }

    private void MoveEnemies()
    {
        SeaquestState s = State;
        if (--s.EnemyShot <= 0)
        {
            s.EnemyBullets |= s.Submarines;
            s.EnemyShot = EnemyShotFrames;
        }

        if (--s.EnemyMove <= 0)
        {
            s.Fish = s.Fish.Moved();
            s.Submarines = s.Submarines.Moved();
            s.EnemyMove = Math.Max(EnemyMoveFrames - s.Level, FastestEnemyMove);
        }

        if (--s.EnemyEntry > 0) return;
        s.EnemyEntry = Math.Max(EnemyEntryFrames - s.Level, FastestEnemyEntry);
        Movers enemy = Enter();
        if (!(enemy.All & (s.Fish.All | s.Submarines.All)).IsEmpty) return;
        if (Rng.Next(EnemiesPerSubmarine) == 0) s.Submarines |= enemy;
        else s.Fish |= enemy;
    }

    private void MoveDivers()
    {
        SeaquestState s = State;
        if (--s.DiverMove <= 0)
        {
            s.Divers = s.Divers.Moved();
            s.DiverMove = DiverMoveFrames;
        }

        if (--s.DiverEntry > 0) return;
        s.DiverEntry = DiverEntryFrames;
        s.Divers |= Enter();
    }

    /// <summary>Something that enters from either side in a row under water.</summary>
    private Movers Enter()
    {
        int row = 1 + Rng.Next(LowestRow);
        return Movers.Entering(row, Rng.Next(2) == 0 ? -1 : 1);
    }
}
