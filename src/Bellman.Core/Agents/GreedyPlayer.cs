namespace Bellman.Core;

/// <summary>
/// Plays greedily and shows what the agent thought of each action: its values, or its probabilities where it has those. An agent with a memory sees each
/// observation once. Nothing is allocated after the construction.
/// </summary>
public sealed class GreedyPlayer
{
    private readonly Agent _agent;
    private readonly Env? _world;
    private readonly IActionValues? _values;
    private readonly IActionProbabilities? _probabilities;
    private readonly Discrete? _choices;
    private readonly float[] _scores;

    /// <summary>Lets an agent play.</summary>
    /// <param name="agent">Who plays.</param>
    /// <param name="world">The world in which it does, which is asked for the actions that are allowed; <see langword="null"/> allows all.</param>
    public GreedyPlayer(Agent agent, Env? world = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _agent = agent;
        if (agent.TakesActionMasks) _world = world;
        _choices = agent.ActionSpace as Discrete;
        if (_choices is not null && agent is IActionValues values && values.ActionCount == _choices.Count) _values = values;
        else if (_choices is not null && agent is IActionProbabilities probabilities && probabilities.ProbabilityCount == _choices.Count) _probabilities = probabilities;
        _scores = new float[_values is null && _probabilities is null ? 0 : _choices!.Count];
    }

    /// <summary>Of each action, what the agent thought of it when it last acted; empty where it tells nothing.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Whether <see cref="Scores"/> are probabilities rather than values.</summary>
    public bool AreProbabilities => _probabilities is not null;

    /// <summary>Says that the next observation is the first of an episode.</summary>
    public void Begin() => _agent.BeginGreedyEpisode();

    /// <summary>Chooses the best known action among those allowed, as <see cref="Agent.ActGreedily(ReadOnlySpan{float}, ReadOnlySpan{bool}, Span{float})"/> does.</summary>
    /// <param name="observation">One row.</param>
    /// <param name="action">Where the action goes.</param>
    public void Act(ReadOnlySpan<float> observation, Span<float> action)
    {
        ReadOnlySpan<bool> allowed = _world is null ? default : _world.ActionMask();
        if (_scores.Length == 0)
        {
            _agent.ActGreedily(observation, allowed, action);
            return;
        }

        if (_values is not null) _values.ActionValues(observation, _scores);
        else _probabilities!.ActionProbabilities(observation, allowed, _scores);
        int best = allowed.IsEmpty ? 0 : allowed.IndexOf(true);
        for (int i = best + 1; i < _scores.Length; i++)
        {
            if (_scores[i] > _scores[best] && (allowed.IsEmpty || allowed[i])) best = i;
        }

        action[0] = _choices!.Start + best;
    }
}
