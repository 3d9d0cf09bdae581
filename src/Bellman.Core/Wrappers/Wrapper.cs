using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// An environment around another one (Gymnasium's <c>Wrapper</c>). The base passes everything through; a wrapper overrides what it changes.
/// A wrapper that draws random numbers has a stream of its own in <see cref="Env.Rng"/>, so that it never shifts those of the world inside.
/// </summary>
public abstract class Wrapper : Env
{
    private bool? _passesActions;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="inner"/> resets itself, as <see cref="Autoreset"/> does.</exception>
    protected Wrapper(Env inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        // What a wrapper keeps of an episode begins anew in OnReset, of which one that resets itself would tell nothing.
        if (inner.ResetsItself)
            throw new ArgumentException($"{inner} begins its next episode by itself, which {GetType().Name} would not notice: Autoreset goes outermost, put it after {GetType().Name}.", nameof(inner));
        Inner = inner;
    }

    /// <summary>The environment inside.</summary>
    public Env Inner { get; }

    /// <inheritdoc/>
    public override Space ObservationSpace => Inner.ObservationSpace;

    /// <inheritdoc/>
    public override Space ActionSpace => Inner.ActionSpace;

    /// <inheritdoc/>
    public override EnvSpec? Spec
    {
        get => Inner.Spec;
        set => Inner.Spec = value;
    }

    /// <inheritdoc/>
    public override double FramesPerSecond => Inner.FramesPerSecond;

    /// <summary>The names of the environment inside, where the wrapper leaves its observations' space as it is; otherwise none.</summary>
    public override IReadOnlyList<string> ObservationNames => ReferenceEquals(ObservationSpace, Inner.ObservationSpace) ? Inner.ObservationNames : [];

    /// <summary>The names of the environment inside, where the wrapper leaves its actions' space as it is; otherwise none.</summary>
    public override IReadOnlyList<string> ActionNames => ReferenceEquals(ActionSpace, Inner.ActionSpace) ? Inner.ActionNames : [];

    /// <summary>Whether the environment inside has a mask, where the wrapper leaves its actions' space as it is.</summary>
    public override bool HasActionMask => Inner.HasActionMask && (_passesActions ??= ActionSpace.Equals(Inner.ActionSpace));

    /// <inheritdoc/>
    public override Env Unwrapped => Inner.Unwrapped;

    /// <summary>The stack of wrappers from outside inwards, as <c>&lt;TimeLimit&lt;CartPole&lt;CartPole-v1&gt;&gt;&gt;</c>.</summary>
    public override string ToString() => $"<{GetType().Name}{Inner}>";

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => Inner.RequireOptions(options);

    /// <summary>
    /// Asks the environment inside, where the wrapper leaves the actions' space as it is; otherwise refuses what its own space does not contain, as any environment does. A wrapper that changes
    /// actions may override it.
    /// </summary>
    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        if (_passesActions ??= ActionSpace.Equals(Inner.ActionSpace)) Inner.RequireAction(action);
        else base.CheckAction(action);
    }

    /// <summary>The mask of the environment inside. A wrapper that forbids more, or the first to forbid anything, overrides this and <see cref="HasActionMask"/>.</summary>
    /// <inheritdoc/>
    protected override void OnActionMask(Span<bool> allowed) => Inner.ActionMask().CopyTo(allowed);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation) => Inner.Reset(observation, options: Options);

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => Inner.Step(action, observation);

    /// <summary>Saves the environment inside. A wrapper with a state of its own adds it and calls the base.</summary>
    protected override void OnSave(CheckpointWriter writer)
    {
        using (writer.Section("inner")) Inner.Save(writer);
    }

    /// <summary>Restores what <see cref="OnSave"/> wrote.</summary>
    protected override void OnLoad(CheckpointReader reader)
    {
        using (reader.Section("inner")) Inner.Load(reader);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Inner.Dispose();
        base.Dispose(disposing);
    }

    internal override void Reseed(ulong seed)
    {
        UseStream(seed, new SeedStreams(seed).Stream("wrapper/" + GetType().Name, Alike(Inner)));
        Inner.Reseed(seed);
    }

    /// <summary>How many wrappers of this kind are inside: a second one has a stream of its own.</summary>
    private int Alike(Env inner) => inner is Wrapper wrapper ? Alike(wrapper.Inner) + (wrapper.GetType() == GetType() ? 1 : 0) : 0;
}
