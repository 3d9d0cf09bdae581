using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Plays the worlds with the policy as it is and fills a <see cref="RolloutBuffer"/> with what comes of it: the half of an agent that learns from rollouts
/// which is the same in all of them.
/// </summary>
internal sealed class RolloutCollector
{
    private readonly ActorCritic _networks;
    private readonly Pcg64 _explore;
    private readonly float _rewardScale;

    /// <summary>Makes the buffer and all memory.</summary>
    /// <param name="networks">The policy and the values.</param>
    /// <param name="env">The worlds.</param>
    /// <param name="rolloutSteps">Steps of each world in a rollout.</param>
    /// <param name="rewardScale">What rewards are multiplied by.</param>
    /// <param name="streams">The run's streams.</param>
    public RolloutCollector(ActorCritic networks, VectorEnv env, int rolloutSteps, float rewardScale, SeedStreams streams)
    {
        _networks = networks;
        _explore = streams.Stream("explore");
        _rewardScale = rewardScale;
        Rollout = new RolloutBuffer(rolloutSteps, env.Count, env.ObservationSpace.Size, env.ActionSpace.Size, networks.MaskSize);
    }

    /// <summary>What has been played since the last update.</summary>
    public RolloutBuffer Rollout { get; }

    /// <summary>The environment steps made so far, those of all worlds together.</summary>
    public long Steps { get; private set; }

    /// <summary>Forgets the unfinished rollout and the episodes that are under way: the worlds were reset.</summary>
    public void ForgetEpisodes()
    {
        Rollout.Clear();
        for (int world = 0; world < Rollout.Worlds; world++) _networks.EndEpisode(world);
    }

    /// <summary>Draws an action for each world, among those that its mask allows; no masks allow all.</summary>
    /// <exception cref="TrainingDivergedException">The policy gives no numbers any more.</exception>
    public void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions, Divergence divergence)
    {
        if (Rollout.MaskSize == 0) allowed = default;
        Rollout.BeginStep(observations, allowed);
        _networks.BeginStep(Rollout.Steps);
        _networks.Policy.BeginStep(Rollout.Steps, _explore);
        _networks.Act(observations, allowed, _explore, Rollout.StepActions, Rollout.StepLogProbs, Rollout.StepValues);
        divergence.Require(Rollout.StepLogProbs, "The logarithm of an action's probability");
        _networks.Policy.ToEnvironment(Rollout.StepActions, actions);
    }

    /// <summary>Takes in what the actions led to.</summary>
    public void Observe(in Transitions transitions)
    {
        ReadOnlySpan<float> nextValues = Rollout.NeedsNextValues(transitions) ? _networks.NextValues(transitions) : default;
        Rollout.EndStep(transitions, nextValues, _rewardScale);
        int ended = transitions.AnyDone ? transitions.Count : 0;
        for (int world = 0; world < ended; world++)
        {
            if (transitions.Done(world)) _networks.EndEpisode(world);
        }

        Steps += transitions.Count;
    }

    /// <summary>Writes the rollout as far as it is, the counter and the random stream.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("steps", Steps);
        writer.Write("explore", _explore);
        using (writer.Section("rollout"))
        {
            Rollout.Save(writer);
            _networks.SaveMemory(writer, Rollout.Steps);
            _networks.Policy.Save(writer);
        }
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        Steps = reader.ReadInt64("steps");
        reader.Read("explore", _explore);
        using (reader.Section("rollout"))
        {
            Rollout.Load(reader);
            _networks.LoadMemory(reader, Rollout.Steps);
            _networks.Policy.Load(reader);
        }
    }
}
