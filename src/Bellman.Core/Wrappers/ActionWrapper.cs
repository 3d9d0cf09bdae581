namespace Bellman.Core;

/// <summary>A wrapper that takes other actions (Gymnasium's <c>ActionWrapper</c>).</summary>
public abstract class ActionWrapper : Wrapper
{
    private readonly float[] _inner;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="actionSpace">What the new actions can be.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    protected ActionWrapper(Env inner, Space actionSpace)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(actionSpace);
        ActionSpace = actionSpace;
        _inner = new float[inner.ActionSpace.Size];
    }

    /// <inheritdoc/>
    public sealed override Space ActionSpace { get; }

    /// <summary>Default: false, as the mask of the environment inside is about other actions.</summary>
    public override bool HasActionMask => false;

    /// <summary>Writes the action for the environment inside.</summary>
    /// <param name="action">The action that was given.</param>
    /// <param name="inner">Receives the action for the environment inside.</param>
    protected abstract void Act(ReadOnlySpan<float> action, Span<float> inner);

    /// <summary>Whether the action inside depends on the given one alone, so that asking beforehand changes nothing.</summary>
    private protected virtual bool IsStateless => false;

    /// <summary>Refuses what the wrapper's own space does not contain: <see cref="Act"/> may change what follows, so that the environment inside can't be asked.</summary>
    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        if (!IsStateless)
        {
            RowOfActions.Require(ActionSpace, action);
            return;
        }

        Act(action, _inner);
        Inner.RequireAction(_inner);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        Act(action, _inner);
        return Inner.Step(_inner, observation);
    }
}
