using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A policy's network (the actor) and that of the value of states (the critic), each with its optimizer. They are apart, or heads behind a torso that both have in common, and may remember what they have seen.
/// </summary>
internal sealed class ActorCritic
{
    private readonly PolicyGradientOptions _options;
    private readonly RememberingNetwork? _torso;
    private readonly RememberingNetwork _actor;
    private readonly RememberingNetwork _critic;
    private readonly RememberingNetwork[] _all;
    private readonly float[] _nextValues;

    /// <summary>Makes all networks and all memory.</summary>
    /// <param name="agent">Whose they are, for messages.</param>
    /// <param name="env">The worlds.</param>
    /// <param name="options">The settings.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    /// <param name="batch">The largest batch of an update.</param>
    /// <param name="plan">How networks with a memory learn from sequences.</param>
    /// <exception cref="ArgumentException">There is no policy for the space of actions, or no such network for that of observations.</exception>
    public ActorCritic(string agent, VectorEnv env, PolicyGradientOptions options, SeedStreams streams, int batch, SequencePlan? plan = null)
    {
        options.RequireConsistent();
        ModelOptions.RequireNormalizable(options.LayerNorm, options.ActorHiddenSizes, options.CriticHiddenSizes);
        _options = options;
        Plan = plan;
        int rows = Math.Max(batch, env.Count);
        var more = options as RolloutOptions;
        Policy = Policy.For(env.ActionSpace, agent, rows, more?.SdeSampleFrequency ?? 0);
        MaskSize = MaskSizeOf(env, options);
        var networks = new PolicyNetworks(env.ObservationSpace, options);
        var optimizer = new OptimizerSettings(options.Optimizer, options.LearningRate, options.MaxGradientNorm, options.OptimizerEpsilon);
        float criticRate = options.CriticLearningRate > 0 ? options.CriticLearningRate : options.LearningRate;
        Pcg64 init = streams.Stream("init");
        Neural.Layer policy = Policy.OutputLayer(networks.Shape([]), options.InitialLogStd), value = networks.ValueLayer();
        if (more is { SharedTorso: true }) _torso = Make("torso", networks.Whole(options.ActorHiddenSizes, last: null), optimizer);
        _actor = Make("actor", Head(options.ActorHiddenSizes, policy), optimizer);
        _critic = Make("critic", Head(options.CriticHiddenSizes, value), optimizer with { LearningRate = criticRate });
        _all = _torso is null ? [_actor, _critic] : [_torso, _actor, _critic];
        _nextValues = new float[env.Count];
        Policy.MakeNoise(env.Count, Actor.Network.OutputSize);

        Neural.Network Head(IReadOnlyList<int> hiddenSizes, Neural.Layer last) =>
            _torso is null ? networks.Whole(hiddenSizes, last) : new Neural.Network(_torso.Trained.Network.OutputSize, [last]);

        RememberingNetwork Make(string name, Neural.Network network, OptimizerSettings settings) =>
            new(new TrainedNetwork(name, network, settings, init, rows), env.Count, plan);
    }

    /// <summary>How many answers a mask of actions has that such options keep to in such worlds; 0 where there is none.</summary>
    public static int MaskSizeOf(VectorEnv env, PolicyGradientOptions options) =>
        env.HasActionMask && options.ActionMasks ? ActionMasks.SizeOf(env.ActionSpace) : 0;

    /// <summary>What the actor's outputs mean.</summary>
    public Policy Policy { get; }

    /// <summary>How networks with a memory learn from sequences; <see langword="null"/> where nothing is remembered.</summary>
    public SequencePlan? Plan { get; }

    /// <summary>How many answers a mask of actions has that is kept to; 0 where there is none.</summary>
    public int MaskSize { get; }

    /// <summary>The policy's network, or its part behind the torso.</summary>
    public TrainedNetwork Actor => _actor.Trained;

    /// <summary>The network of the value of states, or its part behind the torso.</summary>
    public TrainedNetwork Critic => _critic.Trained;

    /// <summary>Those networks whose inputs are observations.</summary>
    public IEnumerable<TrainedNetwork> Seeing => _torso is null ? [Actor, Critic] : [_torso.Trained];

    /// <summary>Draws an action for each world's observation, and says how likely it was and what the observation is worth.</summary>
    public void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Pcg64 rng, Span<float> actions, Span<float> logProbs, Span<float> values)
    {
        int rows = logProbs.Length;
        _torso?.Step(observations, rows);
        ReadOnlySpan<float> outputs = _torso is null ? _actor.Step(observations, rows) : Actor.ForwardBehind(_torso.Trained, rows);
        Policy.Sample(outputs, Actor.Network.OutputStride, rng, actions, logProbs, allowed);
        FirstOfRows(_torso is null ? _critic.Step(observations, rows) : Critic.ForwardBehind(_torso.Trained, rows), values);
    }

    /// <summary>The value of each world's next observation.</summary>
    public ReadOnlySpan<float> NextValues(in Transitions transitions)
    {
        int rows = _nextValues.Length;
        _torso?.LookAhead(transitions.NextObservations, rows);
        FirstOfRows(_torso is null ? _critic.LookAhead(transitions.NextObservations, rows) : Critic.ForwardBehind(_torso.Trained, rows), _nextValues);
        return _nextValues;
    }

    /// <summary>Says that the coming step of the rollout has a number.</summary>
    public void BeginStep(int step)
    {
        foreach (RememberingNetwork network in _all) network.BeginStep(step);
    }

    /// <summary>Forgets a world's episode.</summary>
    public void EndEpisode(int world)
    {
        foreach (RememberingNetwork network in _all) network.EndEpisode(world);
    }

    /// <summary>Forgets the episode that was played greedily.</summary>
    public void BeginGreedyEpisode()
    {
        foreach (RememberingNetwork network in _all) network.BeginGreedyEpisode();
    }

    /// <summary>The best known action for one observation, as the environment takes it.</summary>
    public void ActGreedily(ReadOnlySpan<float> observation, Span<float> action, ReadOnlySpan<bool> allowed = default)
    {
        Policy.Mode(GreedyOutputs(observation), action, MaskSize > 0 ? allowed : default);
        Policy.ToEnvironment(action, action);
    }

    /// <summary>The probability of each choice for one observation.</summary>
    public void ActionProbabilities(ReadOnlySpan<float> observation, Span<float> probabilities, ReadOnlySpan<bool> allowed = default) =>
        Policy.Probabilities(GreedyOutputs(observation), probabilities[..Policy.ProbabilityCount], MaskSize > 0 ? allowed : default);

    /// <summary>The value of one observation, for networks with a memory as an episode's first.</summary>
    public float StateValue(ReadOnlySpan<float> observation)
    {
        if (_torso is null) return _critic.Glance(observation)[0];
        _torso.Glance(observation);
        return Critic.ForwardSingleBehind(_torso.Trained)[0];
    }

    /// <summary>Runs the actor forward over the batch in the inputs of the networks that see.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="sequences">Of which sequences of the rollout they are; empty where nothing is remembered.</param>
    /// <param name="starts">For each row whether an episode starts there.</param>
    public ReadOnlySpan<float> LearnActorForward(int rows, ReadOnlySpan<int> sequences, ReadOnlySpan<bool> starts)
    {
        if (_torso is null) return _actor.Learn(rows, sequences, starts);
        _torso.Learn(rows, sequences, starts);
        return Actor.ForwardBehind(_torso.Trained, rows);
    }

    /// <summary>Runs the critic forward over the same batch, after the actor.</summary>
    /// <inheritdoc cref="LearnActorForward"/>
    public ReadOnlySpan<float> LearnCriticForward(int rows, ReadOnlySpan<int> sequences, ReadOnlySpan<bool> starts) =>
        _torso is null ? _critic.Learn(rows, sequences, starts) : Critic.ForwardBehind(_torso.Trained, rows);

    /// <summary>Runs the critic back from the gradient by its outputs.</summary>
    public void BackwardCritic(int rows)
    {
        if (_torso is null) Critic.Backward(rows);
        else Critic.BackwardInto(_torso.Trained, rows, add: false);
    }

    /// <summary>Runs the actor back, after the critic, and then what they have in common.</summary>
    public void BackwardActor(int rows)
    {
        if (_torso is null)
        {
            Actor.Backward(rows);
            return;
        }

        Actor.BackwardInto(_torso.Trained, rows, add: true);
        _torso.Trained.Backward(rows);
    }

    /// <summary>Changes all networks once by their gradients, clipped as the options say.</summary>
    /// <param name="learningRate">The actor's step size; the critic's is in proportion.</param>
    /// <returns>The norm of all gradients together before clipping.</returns>
    public float Step(float learningRate)
    {
        float squares = 0;
        foreach (RememberingNetwork network in _all)
        {
            float own = network.Trained.Parameters.GradientNorm();
            squares += own * own;
        }

        float norm = MathF.Sqrt(squares);
        foreach (RememberingNetwork network in _all)
        {
            TrainedNetwork trained = network.Trained;
            trained.Optimizer.LearningRate = learningRate * (trained.Optimizer.Options.LearningRate / Actor.Optimizer.Options.LearningRate);
            trained.Optimizer.Step(Scale(_options.SharedGradientNorm ? norm : trained.Parameters.GradientNorm()));
        }

        return norm;
    }

    /// <summary>
    /// Requires weights, optimizer states and what the networks make of an observation of ones to be finite: weights of huge but finite size ruin
    /// only what comes after.
    /// </summary>
    /// <exception cref="TrainingDivergedException">Something is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        foreach (RememberingNetwork network in _all) network.CheckFinite(divergence);
    }

    /// <summary>Writes all networks with their optimizers.</summary>
    public void Save(CheckpointWriter writer)
    {
        foreach (RememberingNetwork network in _all) network.Trained.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        foreach (RememberingNetwork network in _all) network.Trained.Load(reader);
    }

    /// <summary>Writes what is remembered of the worlds.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="steps">The steps of the rollout that have been made.</param>
    public void SaveMemory(CheckpointWriter writer, int steps)
    {
        foreach (RememberingNetwork network in _all) network.SaveMemory(writer, steps);
    }

    /// <summary>Restores what <see cref="SaveMemory"/> wrote.</summary>
    public void LoadMemory(CheckpointReader reader, int steps)
    {
        foreach (RememberingNetwork network in _all) network.LoadMemory(reader, steps);
    }

    /// <summary>Writes all networks.</summary>
    public void SaveModel(CheckpointWriter writer)
    {
        foreach (RememberingNetwork network in _all) network.Trained.SaveModel(writer);
    }

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        foreach (RememberingNetwork network in _all) network.Trained.LoadModel(reader);
    }

    private ReadOnlySpan<float> GreedyOutputs(ReadOnlySpan<float> observation)
    {
        if (_torso is null) return _actor.StepGreedily(observation);
        _torso.StepGreedily(observation);
        return Actor.ForwardSingleBehind(_torso.Trained);
    }

    private float Scale(float norm) => _options.MaxGradientNorm > 0 ? MathF.Min(1, _options.MaxGradientNorm / (norm + 1e-6f)) : 1;

    private void FirstOfRows(ReadOnlySpan<float> outputs, Span<float> values)
    {
        int stride = Critic.Network.OutputStride;
        for (int i = 0; i < values.Length; i++) values[i] = outputs[i * stride];
    }
}
