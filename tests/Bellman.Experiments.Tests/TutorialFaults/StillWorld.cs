using Bellman.Core;

namespace Bellman.Experiments.Tests;

/// <summary>A world that always looks the same, pays the same whatever is done, and ends after some steps: by terminating, or by a time-out alone.</summary>
internal sealed class StillWorld : Env
{
    private int _step;

    /// <summary>What each step pays. Default 1.</summary>
    public float Reward { get; init; } = 1;

    /// <summary>After how many steps an episode ends. Default 1.</summary>
    public int Length { get; init; } = 1;

    /// <summary>Whether it ends in a terminal state; otherwise it is cut off. Default true.</summary>
    public bool Terminates { get; init; } = true;

    /// <summary>What is seen, before each step and after it. Default 1.</summary>
    public float Seen { get; init; } = 1;

    /// <summary>How many actions there are. Default 2.</summary>
    public int Actions { get; init; } = 2;

    /// <summary>Every action that was done, in order.</summary>
    public List<float> Done { get; } = [];

    public override Space ObservationSpace { get; } = new Box(low: -1, high: 1, size: 1);

    public override Space ActionSpace => field ??= new Discrete(Actions);

    protected override void OnReset(Span<float> observation)
    {
        _step = 0;
        observation[0] = Seen;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        Done.Add(action[0]);
        observation[0] = Seen;
        bool ends = ++_step == Length;
        return new StepResult(Reward, Terminated: ends && Terminates, Truncated: ends && !Terminates);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("step", _step);

    protected override void OnLoad(CheckpointReader reader) => _step = reader.ReadInt32("step");
}
