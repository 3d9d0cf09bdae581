using System.Globalization;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>
/// One world that somebody watches, live or on film: played step by step by an agent, at random or by hand. It knows what a spectator wants to know of the last step and of
/// the choice that comes next. Instances are not thread-safe.
/// </summary>
public sealed class WatchedWorld : IDisposable
{
    private readonly float[] _observation;
    private readonly float[] _action;
    private readonly float[] _next;
    private readonly float[] _lastScores;
    private readonly GreedyPlayer? _player;
    private Pcg64 _random = new(0);

    /// <summary>Resets a world for watching.</summary>
    /// <param name="env">The world, which this object owns from now on.</param>
    /// <param name="agent">Who can play it; <see langword="null"/> where nobody has learned to.</param>
    /// <param name="seed">The seed of the first episode's world.</param>
    public WatchedWorld(Env env, Agent? agent, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(env);
        (Env, Agent) = (env, agent);
        _player = agent is null ? null : new GreedyPlayer(agent, env);
        _observation = new float[env.ObservationSpace.Size];
        _action = new float[env.ActionSpace.Size];
        _next = new float[env.ActionSpace.Size];
        _lastScores = new float[Scores.Length];
        Reset(seed);
    }

    /// <summary>The world with its wrappers.</summary>
    public Env Env { get; }

    /// <summary>Who can play it; <see langword="null"/> where nobody has learned to.</summary>
    public Agent? Agent { get; }

    /// <summary>The seed of the running episode.</summary>
    public ulong Seed { get; private set; }

    /// <summary>How many steps the episode has had.</summary>
    public int Steps { get; private set; }

    /// <summary>The undiscounted sum of the world's own rewards in this episode.</summary>
    public double Return => Env.Unwrapped.EpisodeReturn;

    /// <summary>What came of the last step; of none, nothing.</summary>
    public StepResult Last { get; private set; }

    /// <summary>What the world shows now.</summary>
    public ReadOnlySpan<float> Observation => _observation;

    /// <summary>The last action; zeros before the first.</summary>
    public ReadOnlySpan<float> Action => _action;

    /// <summary>What the agent thinks of each action in the present state; empty where it tells nothing, as one with continuous actions.</summary>
    public ReadOnlySpan<float> Scores => _player is null ? [] : _player.Scores;

    /// <summary>What the agent thought of each action where it took the last one; empty before the first, and where it tells nothing.</summary>
    public ReadOnlySpan<float> LastScores => Steps > 0 ? _lastScores : [];

    /// <summary>Whether <see cref="Scores"/> are probabilities rather than values.</summary>
    public bool AreProbabilities => _player?.AreProbabilities ?? false;

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Its world's seed, and that of random play.</param>
    public void Reset(ulong seed)
    {
        Seed = seed;
        Steps = 0;
        Last = default;
        Array.Clear(_action);
        _random = new SeedStreams(seed).Stream("random");
        Env.Reset(_observation, seed);
        _player?.Begin();
        Choose();
    }

    /// <summary>Takes the step that the agent thinks best, or a random one where there is no agent.</summary>
    public void Step()
    {
        _next.CopyTo(_action, 0);
        Take();
    }

    /// <summary>Takes a step by hand.</summary>
    /// <param name="action">A row of the action space.</param>
    /// <exception cref="ArgumentException">The world has no such action.</exception>
    public void Step(ReadOnlySpan<float> action)
    {
        if (action.Length != _action.Length || !Env.ActionSpace.Contains(action))
            throw new ArgumentException($"{Env.ActionSpace} has no action [{string.Join(", ", action.ToArray().Select(number => number.ToString(CultureInfo.InvariantCulture)))}].", nameof(action));
        action.CopyTo(_action);
        Take();
    }

    /// <summary>Draws the world as it is now with a strip below it: step, return, the last action and what the agent thought of each (<see cref="EpisodePicture"/>).</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="episode">The number of the episode, which stands before the step; 0 for none. Default: 0.</param>
    public void DrawWithStrip(ICanvas canvas, int episode = 0) => EpisodePicture.Draw(canvas, Env, new EpisodeStatus
    {
        Episode = episode,
        Step = Steps,
        Return = Return,
        Action = Steps > 0 ? _action : default,
        Scores = LastScores,
        AreProbabilities = AreProbabilities,
    });

    /// <inheritdoc/>
    public void Dispose() => Env.Dispose();

    private void Take()
    {
        Scores.CopyTo(_lastScores);
        Last = Env.Step(_action, _observation);
        Steps++;
        Choose();
    }

    // Once for each observation, whoever then acts: an agent with a memory would take a second look for a second observation.
    private void Choose()
    {
        if (_player is not null) _player.Act(_observation, _next);
        else Env.ActionSpace.Sample(_random, _next);
    }
}
