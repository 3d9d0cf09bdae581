using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// MinAtar's Asterix: pick up treasure and stay clear of enemies. Both enter from the sides in one of eight lanes, one thing in a lane,
/// and cross the screen. Treasure is rewarded by 1; contact with an enemy terminates the episode. Where the difficulty ramps, things
/// come and move more and more often. Minimal actions: none, left, up, right, down. Planes: player, enemies, the cell behind each
/// enemy and treasure, treasure.
/// </summary>
public sealed class Asterix : MinAtarGame
{
    private const int FirstLane = 1;
    private const int LastLane = 8;
    private const int Middle = 5;
    private const int MoveFrames = 5;
    private const int EntryFrames = 10;

    // A thing in three is treasure.
    private const int ThingsPerTreasure = 3;

    // How many frames it takes until the pauses between moves, and those between entries, become shorter by one.
    private const int FramesPerMoveRamp = 200;
    private const int FramesPerEntryRamp = 100;

    private static readonly string[] PlaneNames = ["player", "enemies", "trail", "treasure"];
    private static readonly BitGrid[] Rows = [.. Enumerable.Range(0, BitGrid.Side).Select(BitGrid.Row)];

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Asterix(MinAtarOptions? options = null)
        : base(options, PlaneNames.Length, MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Up, MinAtarAction.Right, MinAtarAction.Down)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Planes => PlaneNames;

    /// <summary>The state, for tests of the rules.</summary>
    internal AsterixState State { get; set; }

    private protected override void Start() =>
        State = new AsterixState { Row = Middle, Column = Middle, Move = MoveFrames, Entry = EntryFrames };

    private protected override StepResult Advance(MinAtarAction action)
    {
        AsterixState s = State;
        s = s with
        {
            Row = Math.Clamp(s.Row + Down(action), FirstLane, LastLane),
            Column = Math.Clamp(s.Column + Across(action), 0, BitGrid.Side - 1),
            Frame = s.Frame + 1,
            Move = s.Move - 1,
            Entry = s.Entry - 1,
        };
        (s, float reward, bool isCaught) = Touch(s);
        if (s.Move <= 0)
        {
            s = s with { Enemies = s.Enemies.Moved(), Treasure = s.Treasure.Moved(), Move = Pause(MoveFrames, s.Frame / FramesPerMoveRamp) };
            (s, float more, bool isCaughtToo) = Touch(s);
            (reward, isCaught) = (reward + more, isCaught || isCaughtToo);
        }

        State = s.Entry <= 0 ? Enter(s) : s;
        return new StepResult(reward, isCaught);
    }

    private protected override void Draw(Span<float> observation)
    {
        AsterixState s = State;
        BitGrid.Cell(s.Row, s.Column).Write(observation, 0);
        s.Enemies.All.Write(observation, 1);
        (s.Enemies.Trail | s.Treasure.Trail).Write(observation, 2);
        s.Treasure.All.Write(observation, 3);
    }

    private protected override void SaveGame(CheckpointWriter writer)
    {
        AsterixState s = State;
        writer.Write("numbers", [s.Row, s.Column, s.Frame, s.Move, s.Entry]);
        s.Enemies.Save(writer, "enemies");
        s.Treasure.Save(writer, "treasure");
    }

    private protected override void LoadGame(CheckpointReader reader)
    {
        Span<int> numbers = stackalloc int[5];
        reader.Read("numbers", numbers);
        State = new AsterixState
        {
            Row = numbers[0],
            Column = numbers[1],
            Frame = numbers[2],
            Move = numbers[3],
            Entry = numbers[4],
            Enemies = Movers.Load(reader, "enemies"),
            Treasure = Movers.Load(reader, "treasure"),
        };
    }

    private static (AsterixState State, float Reward, bool IsCaught) Touch(AsterixState s)
    {
        var player = BitGrid.Cell(s.Row, s.Column);
        bool isCaught = !(s.Enemies.All & player).IsEmpty;
        return (s.Treasure.All & player).IsEmpty ? (s, 0, isCaught) : (s with { Treasure = s.Treasure - player }, 1, isCaught);
    }

    private int Pause(int frames, int ramps) => IsRamping ? Math.Max(frames - ramps, 1) : frames;

    private AsterixState Enter(AsterixState s)
    {
        s = s with { Entry = Pause(EntryFrames, s.Frame / FramesPerEntryRamp) };
        BitGrid taken = s.Enemies.All | s.Treasure.All;
        Span<int> free = stackalloc int[LastLane - FirstLane + 1];
        int count = 0;
        for (int lane = FirstLane; lane <= LastLane; lane++)
        {
            if ((taken & Rows[lane]).IsEmpty) free[count++] = lane;
        }

        if (count == 0)
            return s;
        var thing = Movers.Entering(free[Rng.Next(count)], Rng.Next(2) == 0 ? -1 : 1);
        return Rng.Next(ThingsPerTreasure) == 0 ? s with { Treasure = s.Treasure | thing } : s with { Enemies = s.Enemies | thing };
    }
}
