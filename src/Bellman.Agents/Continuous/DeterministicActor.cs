using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A policy mu(s) that names one action in [-1, 1] for each state, with the target network that follows it and its optimizer. While it learns it acts with noise,
/// and at the very start evenly at random.
/// </summary>
internal sealed class DeterministicActor
{
    private readonly int _batch;
    private readonly int _randomSteps;
    private readonly ActionBounds _bounds;
    private readonly ActionNoise _noise;
    private readonly Pcg64 _explore;
    private readonly Network _network;
    private readonly Parameters _online;
    private readonly Parameters _target;
    private readonly Optimizer _optimizer;
    private readonly Workspace _acting;
    private readonly Workspace _present;
    private readonly Workspace _next;
    private readonly float[] _action;

    public DeterministicActor(VectorEnv env, ContinuousControlOptions options, ActionNoiseOptions noise, ActionBounds bounds, SeedStreams streams)
    {
        var shape = new DenseNetwork(options.ActorHiddenSizes, options.Activation, options.Initializer);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        _batch = options.BatchSize;
        _randomSteps = options.RandomSteps;
        _bounds = bounds;
        _noise = new ActionNoise(noise, env.Count, bounds.Size);
        _explore = streams.Stream("explore");
        _network = shape.Build(env.ObservationSpace.Size, new Dense(bounds.Size, Activation.Tanh, kernel, bias));
        _online = _network.CreateParameters(streams.Stream("init/actor"));
        _target = _online.Clone();
        _optimizer = new OptimizerSettings(OptimizerKind.Adam, options.ActorLearningRate, options.MaxGradientNorm).Create(_online);
        _acting = _network.CreateWorkspace(env.Count);
        _present = _network.CreateWorkspace(_batch);
        _next = _network.CreateWorkspace(_batch);
        _action = new float[bounds.Size];
    }

    /// <summary>The distance between the rows of a batch of actions.</summary>
    public int Stride => _network.OutputStride;

    /// <summary>Where the gradient of the loss by the actions of <see cref="Present"/> goes, rows <see cref="Stride"/> apart.</summary>
    public Span<float> ActionGradient => _present.OutputGradient;

    /// <summary>An action for each world: mu(s) and noise, or a random one in the first steps.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions, long steps)
    {
        int size = _bounds.Size, worlds = actions.Length / size;
        bool random = steps < _randomSteps;
        ReadOnlySpan<float> chosen = random ? default : _network.Forward(_online, observations, worlds, _acting);
        for (int world = 0; world < worlds; world++)
        {
            ReadOnlySpan<float> noise = random ? default : _noise.Next(world, steps, _explore);
            for (int i = 0; i < size; i++) _action[i] = random ? _explore.Uniform(-1f, 1f) : chosen[(world * Stride) + i] + noise[i];
            _bounds.Denormalise(_action, actions.Slice(world * size, size));
        }
    }

    /// <summary>mu(s) for one observation.</summary>
    public void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) =>
        _bounds.Denormalise(_network.Forward(_online, observation, 1, _acting), action);

    /// <summary>Starts the noise of worlds anew whose episodes have ended.</summary>
    public void EndEpisodes(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++)
        {
            if (transitions.Done(world)) _noise.Reset(world);
        }
    }

    /// <summary>mu(s) of a batch, rows <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<float> Present(ReplayExperience experience)
    {
        experience.Replay.GatherObservations(experience.Slots, _present.Input, _present.InputStride);
        return _network.Forward(_online, _batch, _present);
    }

    /// <summary>mu_target(s') of a batch, rows <see cref="Stride"/> apart.</summary>
    public ReadOnlySpan<float> Next(ReplayExperience experience)
    {
        experience.Replay.GatherNextObservations(experience.Slots, _next.Input, _next.InputStride);
        return _network.Forward(_target, _batch, _next);
    }

    /// <summary>Goes one step against <see cref="ActionGradient"/>.</summary>
    public void Step()
    {
        _network.Backward(_online, _batch, _present);
        _optimizer.Step();
    }

    /// <summary>Moves the target network a fraction of the way.</summary>
    public void MoveTarget(float tau) => _target.Polyak(_online, tau);

    public void CheckFinite(Divergence divergence)
    {
        divergence.Require(_online.Values, "A weight of the actor");
        divergence.Require(_target.Values, "A weight of the target actor");
        foreach (string name in _optimizer.StateNames) divergence.Require(_optimizer.State(name), $"The {name} of the actor's optimizer");
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("explore", _explore);
        _noise.Save(writer);
        ParametersFile.Write(writer, "online", _online);
        ParametersFile.Write(writer, "target", _target);
        using (writer.Section("optimizer")) OptimizerFile.Write(writer, _optimizer);
    }

    public void Load(CheckpointReader reader)
    {
        reader.Read("explore", _explore);
        _noise.Load(reader);
        ParametersFile.Read(reader, "online", _online);
        ParametersFile.Read(reader, "target", _target);
        using (reader.Section("optimizer")) OptimizerFile.Read(reader, _optimizer);
    }

    public void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, "policy", _online);

    public void LoadModel(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "policy", _online);
        _target.CopyFrom(_online);
    }
}
