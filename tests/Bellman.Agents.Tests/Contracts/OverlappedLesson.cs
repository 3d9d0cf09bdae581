using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Trains an agent as a trainer with overlap does, on one thread, with each round of updates made as soon or as late as it may be.</summary>
internal sealed class OverlappedLesson(VectorEnv env, Agent agent, bool late)
{
    private readonly float[] _actions = new float[env.Count * env.ActionSpace.Size];
    private bool _pending;

    /// <summary>The actions of the last step.</summary>
    public ReadOnlySpan<float> Actions => _actions;

    /// <summary>Rounds begun.</summary>
    public int Rounds { get; private set; }

    private IOverlappedAgent Overlapped => (IOverlappedAgent)agent;

    public OverlappedLesson Begin(ulong seed)
    {
        Overlapped.SeparateActing();
        env.Reset(seed);
        return this;
    }

    public OverlappedLesson Steps(int count)
    {
        for (int i = 0; i < count; i++)
        {
            agent.Act(env.Observations, _actions);
            agent.Observe(env.Step(_actions));
            if (!Overlapped.RoundIsDue) continue;
            Settle();
            if (!Overlapped.BeginRound()) continue;
            Rounds++;
            _pending = true;
            if (!late) Settle();
        }

        return this;
    }

    /// <summary>Lets the learner come to rest.</summary>
    public OverlappedLesson Settle()
    {
        if (_pending) Overlapped.Learn();
        _pending = false;
        return this;
    }
}
