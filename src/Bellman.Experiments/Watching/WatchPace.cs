using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>How a watched world goes on before a spectator: who plays, how fast, and how long it stands still. It has no clock of its own.</summary>
public sealed class WatchPace
{
    private const double Slowest = 0.05, Fastest = 100;
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(1.5);

    private readonly WatchedWorld _world;
    private readonly double _mostPictures;
    private readonly float[]? _idle;
    private float[]? _hand;
    private float[]? _lastHand;
    private bool _isByHand;

    /// <summary>Begins with the agent playing at the world's own speed.</summary>
    /// <param name="world">The world; an episode is running.</param>
    /// <param name="mostPictures">How many pictures a second can be shown, above 0. A world that is faster takes several steps for each.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostPictures"/> is not above 0.</exception>
    public WatchPace(WatchedWorld world, double mostPictures)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (!(mostPictures > 0)) throw new ArgumentOutOfRangeException(nameof(mostPictures), mostPictures, $"Pictures a second must be above 0, but are {mostPictures}.");
        (_world, _mostPictures, Keys) = (world, mostPictures, PlayKeys.Of(world.Env));
        if (Keys.Idle.Count > 0) _idle = [.. Keys.Idle];
    }

    /// <summary>The keys of the world.</summary>
    public PlayKeys Keys { get; }

    /// <summary>Whether the world goes on by itself; otherwise it waits.</summary>
    public bool IsPlaying { get; set; } = true;

    /// <summary>Whether the spectator plays; handing over lets go of all keys.</summary>
    public bool IsByHand
    {
        get => _isByHand;
        set => (_isByHand, _hand) = (value, null);
    }

    /// <summary>How many times as fast as the world's own frame rate, 0.05 to 100; 1 where it is set to what is no number. Default: 1.</summary>
    public double Speed
    {
        get;
        set => field = double.IsFinite(value) ? Math.Clamp(value, Slowest, Fastest) : 1;
    } = 1;

    /// <summary>How long the present picture stands: until the next one, and longer at the end of an episode.</summary>
    public TimeSpan Pause => _world.Last.Done ? AfterTheEnd : TimeSpan.FromSeconds(1 / Math.Min(_mostPictures, _world.Env.FramesPerSecond * Speed));

    /// <summary>Whether nothing happens before the spectator does something.</summary>
    public bool Waits => !IsPlaying || (IsByHand && !_world.Last.Done && (Keys.IsTurnBased || Hands is null));

    // Where every action does something, the last one goes on; before the first key nothing is known.
    private float[]? Hands => _hand ?? _idle ?? _lastHand;

    /// <summary>Takes the steps until the next picture; after the end of an episode, the one with the next seed begins.</summary>
    public void Advance()
    {
        if (_world.Last.Done)
        {
            Reset();
            return;
        }

        int steps = (int)Math.Max(1, Math.Round(_world.Env.FramesPerSecond * Speed / _mostPictures));
        for (int i = 0; i < steps && !_world.Last.Done; i++) Step();
    }

    /// <summary>Pauses and takes one step, or begins the next episode after the end of one.</summary>
    public void StepOnce()
    {
        IsPlaying = false;
        if (_world.Last.Done) Reset();
        else Step();
    }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Its seed; the next one where none is given.</param>
    public void Reset(ulong? seed = null) => _world.Reset(seed ?? unchecked(_world.Seed + 1));

    /// <summary>Says what the spectator's hands do from now on.</summary>
    /// <param name="action">The action of the key that is held; <see langword="null"/>, as anything that is no action of this world, for none.</param>
    /// <returns>Whether the world took a step: a game of turns takes one with each key.</returns>
    public bool Press(float[]? action)
    {
        Space actions = _world.Env.ActionSpace;
        _hand = action is not null && action.Length == actions.Size && actions.Contains(action) ? action : null;
        _lastHand = _hand ?? _lastHand;
        if (!IsByHand || !Keys.IsTurnBased || _hand is null || !IsPlaying || _world.Last.Done) return false;
        Step();
        return true;
    }

    private void Step()
    {
        if (IsByHand && Hands is { } action) _world.Step(action);
        else _world.Step();
    }
}
