using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// The training loop: act, step the worlds, observe, update, and tell the callbacks. It knows nothing of any algorithm, so that every
/// <see cref="Agent"/> is trained by it alike. The loop itself allocates nothing. Not thread-safe.
/// </summary>
public sealed partial class Trainer
{
    private readonly VectorEnv _env;
    private readonly Agent _agent;
    private readonly float[] _actions;
    private readonly TrainingContext _context;
    private readonly AgentMetrics _metrics;
    private readonly RecorderWarnings _recorderWarnings = new();
    private TrainingProgress? _progress;
    private UnwrittenFiles? _unwritten;
    private ICallback[] _callbacks = [];
    private SinkGuard[] _sinks = [];
    private bool _stopRequested;
    private OverlappedLearning? _overlap;

    /// <summary>Creates a trainer.</summary>
    /// <param name="env">The worlds to train in; the caller disposes them.</param>
    /// <param name="agent">The agent to train.</param>
    /// <exception cref="ArgumentException">The agent was made for other spaces or another number of worlds than these, or can't be trained with its options.</exception>
    public Trainer(VectorEnv env, Agent agent)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(agent);
        RequireSame(env.ObservationSpace, agent.ObservationSpace, "observations");
        RequireSame(env.ActionSpace, agent.ActionSpace, "actions");
        if (agent.WorldCount is { } count && count != env.Count)
            throw new ArgumentException($"The agent was made for {count} worlds at once, and these are {env.Count}. Make it for these worlds, or give the trainer as many.", nameof(agent));
        agent.RequireTrainable();
        _env = env;
        _agent = agent;
        agent.Worlds ??= env;
        _actions = new float[env.Count * env.ActionSpace.Size];
        _context = new TrainingContext(this, env, agent);
        _metrics = new AgentMetrics(agent.Metrics);
    }

    /// <summary>What takes part in the training besides the agent.</summary>
    public IList<ICallback> Callbacks { get; } = [];

    /// <summary>Where the training's numbers go. The caller disposes them.</summary>
    public IList<IMetricSink> Sinks { get; } = [];

    /// <summary>How long to train and what counts as solved. Default: 100,000 steps and the environment's published threshold.</summary>
    /// <exception cref="ArgumentException">Acting and learning are to overlap, which the agent can't.</exception>
    public TrainingOptions Options
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            value.RequireSuitable(_agent);
            if (value.Overlap) ((IOverlappedAgent)_agent).SeparateActing();
            field = value;
        }
    } = new();

    /// <summary>The seed of the worlds: world i gets this plus i. Default <see langword="null"/>: one is drawn, and reported.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where warnings go. Default: standard error.</summary>
    public Action<string> Warn { get; init; } = Console.Error.WriteLine;

    private string SoFar => FormattableString.Invariant($"after {Progress.Step} environment steps and {Progress.History.Episodes} finished episodes");

    internal UnwrittenFiles Unwritten => _unwritten ??= new UnwrittenFiles(Warn);

    internal TrainingProgress Progress => _progress ??= new TrainingProgress(_env.Count, Options.SolvedWindow);

    /// <summary>Trains until a number of environment steps has been made, or until another limit of <see cref="Options"/> is met.</summary>
    /// <param name="totalSteps">The steps of all worlds together; those made before, in an earlier call or before a resume, count.</param>
    /// <param name="cancellation">Stops the training after the present step.</param>
    /// <exception cref="TrainingDivergedException">A reward, an observation or a loss is not finite.</exception>
    public TrainingReport Run(long totalSteps, CancellationToken cancellation = default) =>
        Run(Options with { Steps = Check.Positive(totalSteps, nameof(totalSteps)) }, cancellation);

    /// <summary>Trains until a limit of <see cref="Options"/> is met.</summary>
    /// <param name="cancellation">Stops the training after the present step.</param>
    /// <exception cref="TrainingDivergedException">A reward, an observation or a loss is not finite.</exception>
    public TrainingReport Run(CancellationToken cancellation = default) => Run(Options, cancellation);

    internal void RequestStop() => _stopRequested = true;

    /// <summary>Waits until nothing of the agent changes on another thread.</summary>
    internal void Settle() => _overlap?.Settle();

    internal void Report(string name, double value)
    {
        foreach (SinkGuard sink in _sinks) sink.Scalar(name, value, Progress.Step);
    }

    internal void Tell(EvaluationReport evaluation)
    {
        foreach (ICallback callback in _callbacks) callback.OnEvaluation(_context, evaluation);
    }

    private static void RequireSame(Space env, Space agent, string what)
    {
        if (env.Equals(agent)) return;
        throw new ArgumentException($"The worlds' {what} are {env}, but the agent was made for {agent}.", nameof(agent));
    }

    private TrainingReport Run(TrainingOptions options, CancellationToken cancellation)
    {
        if (!Progress.Started)
        {
            Progress.Start(Seed ?? SeedStreams.DrawSeed(), options.LogEvery);
            _env.Reset(Progress.Seed);
            RequireFinite(_env.Observations, "The first observation");
            _agent.BeginTraining();
        }

        _callbacks = [.. Callbacks.Append(_recorderWarnings).OrderBy(callback => callback.Order)];
        _unwritten = new UnwrittenFiles(Warn);
        _sinks = [.. Sinks.Select(sink => new SinkGuard(sink, Unwritten))];
        _stopRequested = false;
        _context.Options = options;
        _context.Cancellation = cancellation;
        _context.Step = Progress.Step;
        Progress.Resume();
        // Another trainer may have had the agent since the options were set, and have trained it the other way.
        if (options.Overlap) ((IOverlappedAgent)_agent).SeparateActing();
        else (_agent as IOverlappedAgent)?.JoinActing();
        int threads = options.ThreadsOfUpdate(Environment.ProcessorCount);
        using KernelThreads? helpers = threads > 1 ? new KernelThreads(threads) : null;
        _overlap = options.Overlap ? new OverlappedLearning((IOverlappedAgent)_agent, Math.Min(options.OverlapThreads, Environment.ProcessorCount), helpers) : null;
        // Acting has none of its own: with overlap they are the learner's, which may be at work.
        KernelThreads? before = KernelThreads.Use(_overlap is null ? helpers : null);
        try
        {
            foreach (ICallback callback in _callbacks) callback.OnTrainingStart(_context);
            foreach (EvaluateEvery evaluations in _callbacks.OfType<EvaluateEvery>()) evaluations.MakeUp(_context);
            StopReason reason;
            while (!ShouldStop(options, out reason)) StepOnce();
            Settle();
            foreach (ICallback callback in _callbacks) callback.OnTrainingEnd(_context);
            foreach (SinkGuard sink in _sinks) sink.Flush();
            return TrainingReport.Of(reason, Progress, _agent) with { Unwritten = Unwritten.Messages };
        }
        finally
        {
            _overlap?.Dispose();
            _overlap = null;
            KernelThreads.Use(before);
            Progress.Pause();
            foreach (SinkGuard sink in _sinks) sink.Flush();
        }
    }

    private bool ShouldStop(TrainingOptions options, out StopReason reason)
    {
        reason = StopReason.Steps;
        if (options.Steps > 0 && Progress.Step >= options.Steps) return true;
        if (options.Episodes > 0 && Progress.History.Episodes >= options.Episodes) reason = StopReason.Episodes;
        else if (options.StopWhenSolved && Progress.Solved is not null) reason = StopReason.Solved;
        else if (_stopRequested) reason = StopReason.Requested;
        else if (_context.Cancellation.IsCancellationRequested) reason = StopReason.Cancelled;
        return reason != StopReason.Steps;
    }

    private void StepOnce()
    {
        _agent.Act(_env.Observations, _agent.TakesActionMasks ? _env.AllowedActions() : default, _actions);
        Transitions transitions = _env.Step(_actions);
        RequireFiniteRewards(in transitions);
        RequireFinite(transitions.NextObservations, "The observation");
        _agent.Observe(in transitions);
        if (_overlap is null) _agent.Update();
        else _overlap.Step();
        _context.Step = Progress.Step += transitions.Count;
        if (transitions.AnyDone)
        {
            EndEpisodes(in transitions);
            RequireFinite(_env.Observations, "The first observation");
        }

        if (_sinks.Length > 0 && Progress.HistogramsAreDue())
        {
            Settle();
            _metrics.ReportHistograms(_sinks, Progress.Step);
            foreach (SinkGuard sink in _sinks) sink.Flush();
        }

        foreach (ICallback callback in _callbacks) callback.OnStep(_context);
    }

    /// <summary>Checked before anything is stored, so that no replay and no checkpoint ever holds what made the training fail.</summary>
    private void RequireFiniteRewards(in Transitions transitions)
    {
        int world = Vectors.IndexOfNotFinite(transitions.Rewards);
        if (world < 0) return;
        string where = FormattableString.Invariant($"in world {world}, step {transitions.EpisodeLengths[world]} of its episode");
        throw new TrainingDivergedException(FormattableString.Invariant($"The reward is {transitions.Rewards[world]} {where}, {SoFar}."));
    }

    private void RequireFinite(ReadOnlySpan<float> observations, string what)
    {
        int at = Vectors.IndexOfNotFinite(observations);
        if (at < 0) return;
        int size = _env.ObservationSpace.Size;
        throw new TrainingDivergedException(FormattableString.Invariant($"{what} of world {at / size} has {observations[at]} as its number {at % size}, {SoFar}."));
    }

    private void EndEpisodes(in Transitions transitions)
    {
        Settle();
        double seconds = Progress.Elapsed.TotalSeconds;
        Progress.Episodes.Mark(seconds, Progress.Step);
        for (int world = 0; world < transitions.Count; world++)
        {
            if (transitions.Done(world)) EndEpisode(in transitions, world, seconds);
        }

        foreach (SinkGuard sink in _sinks) _metrics.ReportScalars(sink, Progress.Step);
        _metrics.ResetScalars();
    }

    private void EndEpisode(in Transitions transitions, int world, double seconds)
    {
        ReturnHistory history = Progress.History;
        history.Add(transitions.EpisodeReturns[world]);
        var episode = new EpisodeRecord
        {
            Episode = history.Episodes,
            World = world,
            Step = Progress.Step,
            Return = transitions.EpisodeReturns[world],
            Length = transitions.EpisodeLengths[world],
            Terminated = transitions.Terminated[world],
            Seconds = Progress.Episodes.Next(world, seconds),
            StepsPerSecond = Progress.Episodes.StepsPerSecond,
            MeanReturn = history.Mean,
            Epsilon = _metrics.Epsilon,
            Loss = _metrics.Loss,
            MaxQ = _metrics.MaxQ,
            ElapsedSeconds = seconds,
        };
        Progress.LastEpisode = episode;
        if (Progress.Solved is null && history.Full && history.Mean >= _context.SolvedReturn)
            Progress.Solved = new SolvedMark(episode.Episode, episode.Step, seconds);
        foreach (SinkGuard sink in _sinks) sink.Episode(in episode);
        foreach (ICallback callback in _callbacks) callback.OnEpisodeEnd(_context, in episode);
    }
}
