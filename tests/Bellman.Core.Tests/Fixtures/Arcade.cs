namespace Bellman.Core.Tests;

/// <summary>
/// A game of colour images of 8x6 pixels, all of one shade: the number of the frame. A life is lost in every fifth frame, the game ends with the third.
/// Each frame is rewarded by 1.
/// </summary>
internal sealed class Arcade : Env, ILives
{
    public override Space ObservationSpace { get; } = new Box(0, 255, [8, 6, 3], ElementType.Byte);

    public override Space ActionSpace { get; } = new Discrete(4);

    public int Lives => 3 - (Frame / 5);

    public int Frame { get; private set; }

    public List<int> Actions { get; } = [];

    protected override void OnReset(Span<float> observation)
    {
        Frame = 0;
        Actions.Clear();
        observation.Clear();
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        Actions.Add(Discrete.Index(action));
        Frame++;
        observation.Fill(Frame);
        return new StepResult(1, Terminated: Lives == 0);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("frame", Frame);

    protected override void OnLoad(CheckpointReader reader) => Frame = reader.ReadInt32("frame");
}
