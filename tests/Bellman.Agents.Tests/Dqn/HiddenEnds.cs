using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>An agent that is never told that an episode has ended: the fault of carrying on what it remembers, and of learning from sequences that cross an end.</summary>
internal sealed class HiddenEnds(Agent agent) : Agent(agent.ObservationSpace, agent.ActionSpace)
{
    public override string Name => agent.Name;

    public override object Options => agent.Options;

    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => agent.Act(observations, actions);

    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => agent.ActGreedily(observation, action);

    public override void Observe(in Transitions transitions) => agent.Observe(new Transitions
    {
        Count = transitions.Count,
        Observations = transitions.Observations,
        Actions = transitions.Actions,
        Rewards = transitions.Rewards,
        NextObservations = transitions.NextObservations,
        Terminated = new bool[transitions.Count],
        Truncated = new bool[transitions.Count],
        EpisodeReturns = transitions.EpisodeReturns,
        EpisodeLengths = transitions.EpisodeLengths,
    });

    public override void Update() => agent.Update();

    public override void SaveState(CheckpointWriter writer) => agent.SaveState(writer);

    public override void LoadState(CheckpointReader reader) => agent.LoadState(reader);

    protected override void SaveModel(CheckpointWriter writer) => agent.WriteModel(writer);

    protected override void LoadModel(CheckpointReader reader) => agent.ReadModel(reader);
}
