using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>An agent whose rounds of updates do what a test says, every so many steps. It notes which thread did what, and whether a round ever ran where none may.</summary>
internal sealed class ScriptedLearner(VectorEnv env, int every = 4) : Agent(env.ObservationSpace, env.ActionSpace), IOverlappedAgent
{
    private long _observed;
    private volatile bool _learning;

    public override string Name => "scripted";

    public override object Options { get; } = new TrainingOptions();

    /// <summary>What a round does, given its number from 1 on.</summary>
    public Action<long> Round { get; init; } = _ => { };

    public bool IsLearning => _learning;

    public bool IsSeparated { get; private set; }

    /// <summary>The thread of the last round.</summary>
    public int LearnerThreadId { get; private set; }

    public bool RoundIsDue => _observed % every == 0;

    public void SeparateActing() => IsSeparated = true;

    public void JoinActing() => IsSeparated = false;

    public bool BeginRound()
    {
        if (_learning) throw new InvalidOperationException("A round was begun while another was learned.");
        _learning = true;
        return true;
    }

    public void Learn()
    {
        LearnerThreadId = Environment.CurrentManagedThreadId;
        Updates++;
        try
        {
            Round(Updates);
        }
        finally
        {
            _learning = false;
        }
    }

    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => actions.Clear();

    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => action.Clear();

    public override void Observe(in Transitions transitions) => _observed += transitions.Count;

    public override void Update()
    {
        if (IsSeparated) throw new InvalidOperationException("With overlap there are rounds in place of updates.");
    }

    public override void SaveState(CheckpointWriter writer)
    {
        if (_learning) throw new InvalidOperationException("A round is being learned.");
        writer.Write("observed", _observed);
    }

    public override void LoadState(CheckpointReader reader) => _observed = reader.ReadInt64("observed");

    protected override void SaveModel(CheckpointWriter writer) => SaveState(writer);

    protected override void LoadModel(CheckpointReader reader) => LoadState(reader);
}
