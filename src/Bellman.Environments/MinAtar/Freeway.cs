using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// MinAtar's Freeway: cross eight lanes of traffic from the bottom to the top, as often as possible. Reaching the top is rewarded by 1,
/// puts the player back to the bottom and gives all cars new speeds; a car that hits the player puts him back, too. The player can move
/// once in three frames. Cars leave the screen on one side and come back on the other. Minimal actions: none, up, down. Planes: player,
/// cars, and five planes for the cell behind each car that moves in every second frame, in every third one, and so on to every sixth one.
/// </summary>
/// <remarks>
/// The paper speaks of cars that move from once in every frame to once in every fifth. Three lanes beside one another with cars that move in every frame cannot
/// be crossed by anyone in some of their phases, and as speeds change only at the top, the rest of the episode is lost. Here a car rests for
/// one to five frames between its moves, as in gymnax' version of the game: lanes that nobody can cross are then very rare.
/// The paper ends an episode after 2500 frames. No plane shows the time, so that here it is the time limit that does so, and truncates.
/// </remarks>
public sealed class Freeway : MinAtarGame
{
    internal const int Cars = 8;
    internal const int FastestFrames = 2;
    internal const int SlowestFrames = 6;
    private const int FirstLane = 1;
    private const int BottomRow = BitGrid.Side - 1;
    private const int PlayerColumn = 4;
    private const int PlayerFrames = 3;
    private const int Paces = SlowestFrames - FastestFrames + 1;
    private const int FirstTrailPlane = 2;

    private static readonly string[] PlaneNames =
        ["player", "cars", "trail every 2nd", "trail every 3rd", "trail every 4th", "trail every 5th", "trail every 6th"];

    // Of each lane from top to bottom: the car's column, its frames from one move to the next (negative to the left), and frames until then.
    private readonly int[] _columns = new int[Cars];
    private readonly int[] _paces = new int[Cars];
    private readonly int[] _waits = new int[Cars];

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Freeway(MinAtarOptions? options = null)
        : base(options, PlaneNames.Length, MinAtarAction.None, MinAtarAction.Up, MinAtarAction.Down)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Planes => PlaneNames;

    /// <summary>The player's row, for tests of the rules.</summary>
    internal int Row { get; set; }

    /// <summary>Frames until the player can move.</summary>
    internal int Wait { get; set; }

    /// <summary>Puts a car on its way, for tests of the rules.</summary>
    internal void SetCar(int lane, int column, int pace)
    {
        _columns[lane - FirstLane] = column;
        _paces[lane - FirstLane] = pace;
        _waits[lane - FirstLane] = Math.Abs(pace);
    }

    private protected override void Start()
    {
        Row = BottomRow;
        Wait = 0;
        for (int car = 0; car < Cars; car++) _columns[car] = Rng.Next(BitGrid.Side);
        DrawPaces();
    }

    private protected override StepResult Advance(MinAtarAction action)
    {
        int step = Down(action);
        if (Wait > 0) Wait--;
        if (step != 0 && Wait == 0)
        {
            Row = Math.Clamp(Row + step, 0, BottomRow);
            Wait = PlayerFrames;
        }

        float reward = 0;
        if (Row == 0)
        {
            reward = 1;
            Row = BottomRow;
            DrawPaces();
        }

        bool isHit = IsHit();
        for (int car = 0; car < Cars; car++)
        {
            if (--_waits[car] > 0) continue;
            _waits[car] = Math.Abs(_paces[car]);
            _columns[car] = Beside(_columns[car], Math.Sign(_paces[car]));
        }

        if (isHit || IsHit()) Row = BottomRow;
        return new StepResult(reward, Terminated: false);
    }

    private protected override void Draw(Span<float> observation)
    {
        Span<BitGrid> trails = stackalloc BitGrid[Paces];
        trails.Clear();
        BitGrid cars = default;
        for (int car = 0; car < Cars; car++)
        {
            int row = FirstLane + car;
            cars |= BitGrid.Cell(row, _columns[car]);
            trails[Math.Abs(_paces[car]) - FastestFrames] |= BitGrid.Cell(row, Beside(_columns[car], -Math.Sign(_paces[car])));
        }

        BitGrid.Cell(Row, PlayerColumn).Write(observation, 0);
        cars.Write(observation, 1);
        for (int i = 0; i < Paces; i++) trails[i].Write(observation, FirstTrailPlane + i);
    }

    private protected override void SaveGame(CheckpointWriter writer)
    {
        writer.Write("player", [Row, Wait]);
        writer.Write("columns", _columns);
        writer.Write("paces", _paces);
        writer.Write("waits", _waits);
    }

    private protected override void LoadGame(CheckpointReader reader)
    {
        Span<int> player = stackalloc int[2];
        reader.Read("player", player);
        (Row, Wait) = (player[0], player[1]);
        reader.Read("columns", _columns);
        reader.Read("paces", _paces);
        reader.Read("waits", _waits);
    }

    /// <summary>The column one to the right (1) or left (-1), around the edge.</summary>
    private static int Beside(int column, int across)
    {
        int next = column + across;
        return next < 0 ? BitGrid.Side - 1 : next == BitGrid.Side ? 0 : next;
    }

    private bool IsHit()
    {
        int car = Row - FirstLane;
        return (uint)car < Cars && _columns[car] == PlayerColumn;
    }

    private void DrawPaces()
    {
        for (int car = 0; car < Cars; car++)
        {
            int pace = FastestFrames + Rng.Next(Paces);
            _paces[car] = Rng.Next(2) == 0 ? -pace : pace;
            _waits[car] = pace;
        }
    }
}
