namespace Bellman.Core.Tests;

/// <summary>
/// A world of whole numbers that a test can foresee: it counts down from a start, each step by its action, 0 to 2, rewarded by what is
/// left, and ends at 0. The observation is the rest, and a random number of the last reset.
/// </summary>
internal sealed class Countdown : Env
{
    private readonly int _start;
    private int _left;
    private float _mark;

    public Countdown(int start = 5) => _start = start;

    public override Space ObservationSpace { get; } = new Box([0, 0], [100, 1]);

    public override Space ActionSpace { get; } = new Discrete(3);

    public bool IsDisposed { get; private set; }

    protected override void OnReset(Span<float> observation)
    {
        _left = (int)(Options?.GetValueOrDefault("start", _start) ?? _start);
        _mark = Rng.NextSingle();
        (observation[0], observation[1]) = (_left, _mark);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _left = Math.Max(0, _left - Discrete.Index(action));
        (observation[0], observation[1]) = (_left, _mark);
        return new StepResult(_left, Terminated: _left == 0);
    }

    protected override void OnSave(CheckpointWriter writer)
    {
        writer.Write("left", _left);
        writer.Write("mark", _mark);
    }

    protected override void OnLoad(CheckpointReader reader) => (_left, _mark) = (reader.ReadInt32("left"), reader.ReadSingle("mark"));

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
