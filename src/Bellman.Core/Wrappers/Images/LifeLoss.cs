namespace Bellman.Core;

/// <summary>Ends the episode when a life is lost, as in the training of Mnih et al. 2015; the next reset begins the game anew.</summary>
internal sealed class LifeLoss : Wrapper
{
    private readonly ILives _player;
    private int _lives;

    public LifeLoss(Env inner)
        : base(inner) =>
        _player = inner.Unwrapped as ILives
            ?? throw new ArgumentException($"{inner} does not say how many lives are left, as terminal_on_life_loss needs it: see ILives.", nameof(inner));

    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        _lives = _player.Lives;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        bool lost = _player.Lives < _lives;
        _lives = _player.Lives;
        return result with { Terminated = result.Terminated | lost };
    }

    protected override void OnSave(CheckpointWriter writer)
    {
        writer.Write("life_loss_lives", _lives);
        base.OnSave(writer);
    }

    protected override void OnLoad(CheckpointReader reader)
    {
        _lives = reader.ReadInt32("life_loss_lives");
        base.OnLoad(reader);
    }
}
