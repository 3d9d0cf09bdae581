using Bellman.Core;

namespace Bellman.Environments.Tests;

/// <summary>A dot that the actions move over a screen of 12x10 coloured pixels; what it does not cover flickers. Now and then it loses one of three lives.</summary>
internal sealed class Screen : Env, ILives
{
    private const int Height = 12;
    private const int Width = 10;

    private static readonly Lock Gate = new();
    private static bool _isRegistered;

    private int _row;
    private int _column;

    public override Space ObservationSpace { get; } = new Box(0, 255, [Height, Width, 3], ElementType.Byte);

    public override Space ActionSpace { get; } = new Discrete(5);

    public int Lives { get; private set; }

    /// <summary>Registers it as <c>Screen-v0</c>, once.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (!_isRegistered) Envs.Register(new EnvSpec("Screen-v0", 60), () => new Screen());
            _isRegistered = true;
        }
    }

    protected override void CheckOptions(ResetOptions options)
    {
        if (options.Count > 0) throw new ArgumentException($"The screen takes no reset options, not {string.Join(' ', options.Keys)}.", nameof(options));
    }

    protected override void OnReset(Span<float> observation)
    {
        (_row, _column, Lives) = (Rng.Next(Height), Rng.Next(Width), 3);
        Draw(observation);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!ActionSpace.Contains(action[..1])) throw new ArgumentOutOfRangeException(nameof(action), action[0], "An action of the screen is from 0 to 4.");
        (int down, int right) = Discrete.Index(action) switch { 1 => (1, 0), 2 => (-1, 0), 3 => (0, 1), 4 => (0, -1), _ => (0, 0) };
        (_row, _column) = ((_row + down + Height) % Height, (_column + right + Width) % Width);
        if (Rng.NextSingle() < 0.05f) Lives--;
        Draw(observation);
        return new StepResult(_row, Terminated: Lives == 0);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("place", [_row, _column, Lives]);

    protected override void OnLoad(CheckpointReader reader)
    {
        Span<int> place = stackalloc int[3];
        reader.Read("place", place);
        (_row, _column, Lives) = (place[0], place[1], place[2]);
    }

    private void Draw(Span<float> observation)
    {
        for (int i = 0; i < Height * Width * 3; i++) observation[i] = Rng.Next(100);
        observation.Slice(((_row * Width) + _column) * 3, 3).Fill(255);
    }
}
