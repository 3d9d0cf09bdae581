namespace Bellman.Core;

/// <summary>
/// Goes on by itself where an episode has ended (Gymnasium's <c>Autoreset</c>): the step after the end takes no notice of its action, begins the next episode and shows its first
/// observation, with a reward of 0. It goes outermost: no wrapper goes around it. The worlds of a <see cref="VectorEnv"/> need no such wrapper: they are reset within the step.
/// </summary>
public sealed class Autoreset : Wrapper
{
    private bool _ended;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="inner"/> resets itself already.</exception>
    public Autoreset(Env inner)
        : base(inner)
    {
    }

    /// <inheritdoc/>
    public override bool ResetsItself => true;

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _ended = false;
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        if (!_ended) base.CheckAction(action);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (_ended)
        {
            _ended = false;
            Inner.Reset(observation);
            Continue(episodeReturn: 0);
            return new StepResult(0, Terminated: false);
        }

        StepResult result = Inner.Step(action, observation);
        _ended = result.Done;
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("autoreset_ended", _ended);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _ended = reader.ReadBoolean("autoreset_ended");
        base.OnLoad(reader);
    }
}
