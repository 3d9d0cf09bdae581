using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// The same reward for ever, whatever one does: every state is worth <c>reward / (1 - discount)</c>. Only the time limit ends an episode,
/// so an algorithm that takes a cut-off state for a terminal one learns a value that is too small, and which one says by how much. Two
/// actions that make no difference; the observation is always 1. There are no reset options.
/// </summary>
public sealed class Endless : Env
{
    private static readonly Box Observations = new(0, 1);
    private static readonly Discrete Actions = new(2);

    private readonly float _reward;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Endless(EndlessOptions? options = null)
    {
        _reward = (options ?? new EndlessOptions()).Reward;
    }

    /// <inheritdoc/>
    public override Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 10;

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => EndlessPicture.Draw(canvas, _reward == 0 ? 0 : (int)Math.Round(EpisodeReturn / _reward));

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        observation[0] = 1;
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, 2);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _ = ActionRow.Choice(action, 2);
        observation[0] = 1;
        return new StepResult(_reward, Terminated: false);
    }

    /// <summary>There is nothing to write: every moment is like the next.</summary>
    protected override void OnSave(CheckpointWriter writer)
    {
    }

    /// <summary>There is nothing to read.</summary>
    protected override void OnLoad(CheckpointReader reader)
    {
    }
}
