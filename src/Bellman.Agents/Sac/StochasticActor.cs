using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A policy that draws actions from a <see cref="SquashedGaussian"/>, whose means and standard deviations depend on the state. At the very start of the training it acts evenly at random;
/// afterwards, where the options say so, noise is added to what is drawn.
/// </summary>
internal sealed class StochasticActor
{
    private readonly int _batch;
    private readonly int _randomSteps;
    private readonly ActionRange _range;
    private readonly ActionNoise? _noise;
    private readonly Pcg64 _explore;
    private readonly Pcg64 _sampling;
    private readonly TrainedNetwork _network;
    private readonly WeightAverage _policy;
    private readonly int _stride;
    private readonly GaussianDraws _draws;
    private readonly ActingWeights _acting;
    private readonly Workspace _actingWorkspace;
    private readonly GaussianDraws _actingDraws;

    /// <summary>Makes the network and all memory.</summary>
    /// <param name="env">The worlds, for their spaces and number.</param>
    /// <param name="options">The settings.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights and for drawing actions.</param>
    public StochasticActor(VectorEnv env, MaximumEntropyOptions options, ActionRange range, SeedStreams streams)
    {
        var shape = new DenseNetwork(options.ActorHiddenSizes, options.Activation, options.Initializer, options.LayerNorm);
        Network network = shape.Build(env.ObservationSpace.Size, 2 * range.Size, outputGain: 0.01f);
        var optimizer = new OptimizerSettings(OptimizerKind.Adam, options.ActorLearningRate, options.MaxGradientNorm);
        _batch = options.BatchSize;
        _randomSteps = options.RandomSteps;
        _range = range;
        _noise = options.Noise is { Scale: 0, FinalScale: 0 } ? null : new ActionNoise(options.Noise, env.Count, range.Size);
        _explore = streams.Stream("explore");
        _sampling = streams.Stream("policy");
        _network = new TrainedNetwork("actor", network, optimizer, streams.Stream("init/actor"), _batch);
        _policy = new WeightAverage(_network.Parameters, options.WeightAveraging);
        _stride = network.OutputStride;
        _draws = new GaussianDraws(_batch, range.Size);
        _acting = new ActingWeights(_network.Parameters);
        _actingWorkspace = network.CreateWorkspace(env.Count);
        _actingDraws = new GaussianDraws(env.Count, range.Size);
    }

    /// <summary>The logarithms of the densities of the actions drawn last.</summary>
    public ReadOnlySpan<float> LogProbs => _draws.LogProbs;

    /// <summary>Their mean: the policy's entropy, estimated, with the sign changed.</summary>
    public float MeanLogProb
    {
        get
        {
            float sum = 0;
            foreach (float value in LogProbs) sum += value;
            return sum / _batch;
        }
    }

    /// <summary>The weights that explore.</summary>
    public ActingWeights Acting => _acting;

    /// <summary>An action for each world, drawn from the policy and moved by the noise, or drawn evenly in the first steps.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions, long steps)
    {
        if (steps < _randomSteps)
        {
            for (int i = 0; i < actions.Length; i++) actions[i] = _explore.Uniform(-1f, 1f);
        }
        else
        {
            int worlds = actions.Length / _range.Size;
            ReadOnlySpan<float> outputs = _network.Network.Forward(_acting.Weights, observations, worlds, _actingWorkspace);
            _actingDraws.Draw(outputs, _stride, worlds, _explore).CopyTo(actions);
            AddNoise(actions, steps);
        }

        _range.ToBox(actions, actions);
    }

    /// <summary>Starts the noise of worlds anew whose episodes have ended.</summary>
    public void EndEpisodes(in Transitions transitions) => _noise?.EndEpisodes(transitions);

    /// <summary>Starts the noise of all worlds anew.</summary>
    public void ForgetEpisodes() => _noise?.Reset();

    /// <summary>The tangent of the means in one observation, in [-1, 1].</summary>
    public void Choose(ReadOnlySpan<float> observation, Span<float> action)
    {
        ReadOnlySpan<float> means = _network.Network.Forward(_policy.Weights, observation, 1, _network.Single);
        for (int i = 0; i < action.Length; i++) action[i] = ElementaryFunctions.Tanh(means[i]);
    }

    /// <summary>The same, as the environment takes it.</summary>
    public void ActGreedily(ReadOnlySpan<float> observation, Span<float> action)
    {
        Choose(observation, action);
        _range.ToBox(action, action);
    }

    /// <summary>Draws an action in each state s of a batch; rows without a gap.</summary>
    public ReadOnlySpan<float> Present(ReplayExperience experience)
    {
        experience.Replay.GatherObservations(experience.Slots, _network.Batch.Input, _network.Batch.InputStride);
        return _draws.Draw(_network.Forward(_batch), _stride, _batch, _sampling);
    }

    /// <summary>Draws an action in each state s' of a batch; rows without a gap.</summary>
    /// <param name="experience">The batch.</param>
    /// <param name="random">Whether to draw; otherwise the means are taken, which changes no stream.</param>
    public ReadOnlySpan<float> Next(ReplayExperience experience, bool random)
    {
        experience.Replay.GatherNextObservations(experience.Slots, _network.Batch.Input, _network.Batch.InputStride);
        return _draws.Draw(_network.Forward(_batch), _stride, _batch, random ? _sampling : null);
    }

    /// <summary>One step of the optimizer after <see cref="Present"/>, against the gradient of <c>f(a) + alpha mean(log pi(a|s))</c>.</summary>
    /// <param name="byAction">The gradient of f by the actions, rows without a gap.</param>
    /// <param name="temperature">Alpha.</param>
    /// <param name="rateFraction">What the step size is multiplied by.</param>
    public void Step(ReadOnlySpan<float> byAction, float temperature, float rateFraction)
    {
        int size = _range.Size;
        ReadOnlySpan<float> outputs = _network.Batch.Output;
        for (int row = 0; row < _batch; row++)
        {
            int at = row * size, start = row * _stride;
            Span<float> gradient = _network.Batch.OutputGradient.Slice(start, 2 * size);
            Span<float> byLogStd = gradient[size..];
            SquashedGaussian.Gradient(
                _draws.LogStds(row), _draws.Noise(row), _draws.Action(row), byAction.Slice(at, size), temperature / _batch, gradient[..size], byLogStd);
            for (int i = 0; i < size; i++)
            {
                if (outputs[start + size + i] is < GaussianDraws.LowestLogStd or > GaussianDraws.HighestLogStd) byLogStd[i] = 0;
            }
        }

        _network.Backward(_batch);
        _network.Step(rateFraction);
        _policy.Update();
    }

    /// <summary>Requires weights and the optimizer's state to be finite.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        _network.CheckFinite(divergence);
        _policy.CheckFinite(divergence);
    }

    /// <summary>Writes the network, the optimizer's state and the streams.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("explore", _explore);
        writer.Write("policy", _sampling);
        _noise?.Save(writer);
        _network.Save(writer);
        _policy.Save(writer);
        _acting.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        reader.Read("explore", _explore);
        reader.Read("policy", _sampling);
        _noise?.Load(reader);
        _network.Load(reader);
        _policy.Load(reader);
        _acting.Load(reader);
    }

    /// <summary>Writes the policy alone.</summary>
    public void SaveModel(CheckpointWriter writer) => _policy.SaveModel(writer);

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        _policy.LoadModel(reader);
        _acting.Reset();
    }

    private void AddNoise(Span<float> actions, long steps)
    {
        if (_noise is null) return;
        for (int start = 0, world = 0; start < actions.Length; start += _range.Size, world++)
        {
            ReadOnlySpan<float> noise = _noise.Next(world, steps, _explore);
            for (int i = 0; i < noise.Length; i++) actions[start + i] = Math.Clamp(actions[start + i] + noise[i], -1f, 1f);
        }
    }
}
