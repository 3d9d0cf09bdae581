using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>A policy's network (the actor) and that of the value of states (the critic), each with its optimizer.</summary>
internal sealed class ActorCritic
{
    private readonly PolicyGradientOptions _options;
    private readonly float[] _nextValues;

    /// <summary>Makes both networks and all memory.</summary>
    /// <param name="agent">Whose they are, for messages.</param>
    /// <param name="env">The worlds.</param>
    /// <param name="options">The settings.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    /// <param name="batch">The largest batch of an update.</param>
    /// <exception cref="ArgumentException">There is no policy for the space of actions.</exception>
    public ActorCritic(string agent, VectorEnv env, PolicyGradientOptions options, SeedStreams streams, int batch)
    {
        _options = options;
        int inputs = env.ObservationSpace.Size, rows = Math.Max(batch, env.Count);
        Policy = Policy.For(env.ActionSpace, agent, rows);
        var actor = new DenseNetwork(options.ActorHiddenSizes, options.Activation, options.Initializer);
        var critic = actor with { HiddenSizes = options.CriticHiddenSizes };
        float criticRate = options.CriticLearningRate > 0 ? options.CriticLearningRate : options.LearningRate;
        var optimizer = new OptimizerSettings(options.Optimizer, options.LearningRate, options.MaxGradientNorm, options.OptimizerEpsilon);
        Pcg64 init = streams.Stream("init");
        Actor = new TrainedNetwork("actor", actor.Build(inputs, Policy.OutputLayer(actor, options.InitialLogStd)), optimizer, init, rows);
        Critic = new TrainedNetwork("critic", critic.Build(inputs, outputs: 1), optimizer with { LearningRate = criticRate }, init, rows);
        _nextValues = new float[env.Count];
    }

    /// <summary>What the actor's outputs mean.</summary>
    public Policy Policy { get; }

    /// <summary>The policy's network.</summary>
    public TrainedNetwork Actor { get; }

    /// <summary>The network of the value of states.</summary>
    public TrainedNetwork Critic { get; }

    /// <summary>Draws an action for each world's observation, and says how likely it was and what the observation is worth.</summary>
    public void Act(ReadOnlySpan<float> observations, Pcg64 rng, Span<float> actions, Span<float> logProbs, Span<float> values)
    {
        ReadOnlySpan<float> outputs = Actor.Forward(observations, logProbs.Length);
        Policy.Sample(outputs, Actor.Network.OutputStride, rng, actions, logProbs);
        Values(observations, values);
    }

    /// <summary>The value of each world's next observation.</summary>
    public ReadOnlySpan<float> NextValues(in Transitions transitions)
    {
        Values(transitions.NextObservations, _nextValues);
        return _nextValues;
    }

    /// <summary>The best known action for one observation, as the environment takes it.</summary>
    public void ActGreedily(ReadOnlySpan<float> observation, Span<float> action)
    {
        Policy.Mode(Actor.ForwardSingle(observation), action);
        Policy.ToEnvironment(action, action);
    }

    /// <summary>The probability of each choice for one observation.</summary>
    public void ActionProbabilities(ReadOnlySpan<float> observation, Span<float> probabilities) =>
        Policy.Probabilities(Actor.ForwardSingle(observation), probabilities[..Policy.ProbabilityCount]);

    /// <summary>The value of one observation.</summary>
    public float StateValue(ReadOnlySpan<float> observation) => Critic.ForwardSingle(observation)[0];

    /// <summary>Changes both networks once by their gradients, clipped as the options say.</summary>
    /// <param name="learningRate">The actor's step size; the critic's is in proportion.</param>
    /// <returns>The norm of all gradients together before clipping.</returns>
    public float Step(float learningRate)
    {
        Actor.Optimizer.LearningRate = learningRate;
        Critic.Optimizer.LearningRate = learningRate * (Critic.Optimizer.Options.LearningRate / Actor.Optimizer.Options.LearningRate);
        float actor = Actor.Parameters.GradientNorm(), critic = Critic.Parameters.GradientNorm();
        float norm = MathF.Sqrt((actor * actor) + (critic * critic));
        Actor.Optimizer.Step(Scale(_options.SharedGradientNorm ? norm : actor));
        Critic.Optimizer.Step(Scale(_options.SharedGradientNorm ? norm : critic));
        return norm;
    }

    /// <summary>
    /// Requires weights, optimizer states and what the networks make of an observation of ones to be finite: weights of huge but finite size ruin
    /// only what comes after.
    /// </summary>
    /// <exception cref="TrainingDivergedException">Something is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        foreach (TrainedNetwork network in (ReadOnlySpan<TrainedNetwork>)[Actor, Critic])
        {
            network.CheckFinite(divergence);
            network.Single.Input[..network.Network.InputSize].Fill(1);
            ReadOnlySpan<float> outputs = network.Network.Forward(network.Parameters, 1, network.Single);
            divergence.Require(outputs, $"An output of the {network.Name}");
        }
    }

    /// <summary>Writes both networks with their optimizers.</summary>
    public void Save(CheckpointWriter writer)
    {
        Actor.Save(writer);
        Critic.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        Actor.Load(reader);
        Critic.Load(reader);
    }

    /// <summary>Writes both networks.</summary>
    public void SaveModel(CheckpointWriter writer)
    {
        Actor.SaveModel(writer);
        Critic.SaveModel(writer);
    }

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        Actor.LoadModel(reader);
        Critic.LoadModel(reader);
    }

    private float Scale(float norm) => _options.MaxGradientNorm > 0 ? MathF.Min(1, _options.MaxGradientNorm / (norm + 1e-6f)) : 1;

    private void Values(ReadOnlySpan<float> observations, Span<float> values)
    {
        ReadOnlySpan<float> outputs = Critic.Forward(observations, values.Length);
        int stride = Critic.Network.OutputStride;
        for (int i = 0; i < values.Length; i++) values[i] = outputs[i * stride];
    }
}
