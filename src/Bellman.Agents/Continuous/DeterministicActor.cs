using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A policy mu(s) that names one action in [-1, 1] for each state, with the target network that follows it. While it learns it acts with noise, and at the very start evenly at random.
/// </summary>
internal sealed class DeterministicActor
{
    private readonly int _batch;
    private readonly int _randomSteps;
    private readonly ActionRange _range;
    private readonly ActionNoise _noise;
    private readonly Pcg64 _explore;
    private readonly TargetedNetwork _actor;
    private readonly WeightAverage _policy;
    private readonly Workspace _actingWorkspace;

    /// <summary>Makes the networks and all memory.</summary>
    /// <param name="env">The worlds, for their spaces and number.</param>
    /// <param name="options">The settings.</param>
    /// <param name="noise">How it explores.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights and for the noise.</param>
    public DeterministicActor(VectorEnv env, ContinuousControlOptions options, ActionNoiseOptions noise, ActionRange range, SeedStreams streams)
    {
        var shape = new DenseNetwork(options.ActorHiddenSizes, options.Activation, options.Initializer, options.LayerNorm);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        Network network = shape.Build(env.ObservationSpace.Size, new Dense(range.Size, Activation.Tanh, kernel, bias));
        var optimizer = new OptimizerSettings(OptimizerKind.Adam, options.ActorLearningRate, options.MaxGradientNorm);
        _batch = options.BatchSize;
        _randomSteps = options.RandomSteps;
        _range = range;
        _noise = new ActionNoise(noise, env.Count, range.Size);
        _explore = streams.Stream("explore");
        _actor = new TargetedNetwork("actor", network, optimizer, streams.Stream("init/actor"), _batch);
        _policy = new WeightAverage(_actor.Online.Parameters, options.WeightAveraging);
        Acting = new ActingWeights(_actor.Online.Parameters);
        _actingWorkspace = network.CreateWorkspace(env.Count);
        Stride = network.OutputStride;
    }

    /// <summary>The distance between the rows of a batch of actions.</summary>
    public int Stride { get; }

    /// <summary>The weights that explore.</summary>
    public ActingWeights Acting { get; }

    /// <summary>Where the gradient of the loss by the actions of <see cref="Present"/> goes, rows <see cref="Stride"/> apart.</summary>
    public Span<float> ActionGradient => _actor.Batch.OutputGradient;

    /// <summary>An action for each world: mu(s) and noise, or a random one in the first steps.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions, long steps)
    {
        if (steps < _randomSteps)
        {
            for (int i = 0; i < actions.Length; i++) actions[i] = _explore.Uniform(-1f, 1f);
        }
        else
        {
            int size = _range.Size, worlds = actions.Length / size;
            ReadOnlySpan<float> chosen = _actor.Online.Network.Forward(Acting.Weights, observations, worlds, _actingWorkspace);
            for (int world = 0; world < worlds; world++)
            {
                ReadOnlySpan<float> noise = _noise.Next(world, steps, _explore);
                for (int i = 0; i < size; i++) actions[(world * size) + i] = Math.Clamp(chosen[(world * Stride) + i] + noise[i], -1f, 1f);
            }
        }

        _range.ToBox(actions, actions);
    }

    /// <summary>mu(s) of one observation, in [-1, 1].</summary>
    public ReadOnlySpan<float> Choose(ReadOnlySpan<float> observation) =>
        _actor.Online.Network.Forward(_policy.Weights, observation, 1, _actor.Online.Single)[.._range.Size];

    /// <summary>mu(s) of one observation, as the environment takes it.</summary>
    public void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _range.ToBox(Choose(observation), action);

    /// <summary>Starts the noise of worlds anew whose episodes have ended.</summary>
    public void EndEpisodes(in Transitions transitions) => _noise.EndEpisodes(transitions);

    /// <summary>Starts the noise of all worlds anew.</summary>
    public void ForgetEpisodes() => _noise.Reset();

    /// <summary>mu(s) of a batch, rows <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<float> Present(ReplayExperience experience)
    {
        experience.Replay.GatherObservations(experience.Slots, _actor.Batch.Input, _actor.Batch.InputStride);
        return _actor.Online.Forward(_batch);
    }

    /// <summary>mu_target(s') of a batch, rows <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<float> Next(ReplayExperience experience)
    {
        experience.Replay.GatherNextObservations(experience.Slots, _actor.Batch.Input, _actor.Batch.InputStride);
        return _actor.ForwardTarget(_batch);
    }

    /// <summary>Goes one step against <see cref="ActionGradient"/>.</summary>
    /// <param name="rateFraction">What the step size is multiplied by.</param>
    public void Step(float rateFraction)
    {
        _actor.Online.Backward(_batch);
        _actor.Online.Step(rateFraction);
        _policy.Update();
    }

    /// <summary>Moves the target network a fraction of the way.</summary>
    public void MoveTarget(float tau) => _actor.MoveTarget(tau);

    /// <summary>Requires weights and the optimizer's state to be finite.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        _actor.CheckFinite(divergence);
        _policy.CheckFinite(divergence);
    }

    /// <summary>Writes the networks, the optimizer's state and where the noise stands.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("explore", _explore);
        _noise.Save(writer);
        _actor.Save(writer);
        _policy.Save(writer);
        Acting.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        reader.Read("explore", _explore);
        _noise.Load(reader);
        _actor.Load(reader);
        _policy.Load(reader);
        Acting.Load(reader);
    }

    /// <summary>Writes the policy alone.</summary>
    public void SaveModel(CheckpointWriter writer) => _policy.SaveModel(writer);

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        _policy.LoadModel(reader);
        _actor.CopyToTarget();
        Acting.Reset();
    }
}
