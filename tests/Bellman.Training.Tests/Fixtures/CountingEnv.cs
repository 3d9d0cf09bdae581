using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>
/// A walk on a line that starts at a random place. Each episode has a set length and then terminates or is truncated; action 1 moves
/// up and pays the more, the nearer to 0; action 0 moves down and pays nothing. It can be told to give a bad reward.
/// </summary>
internal sealed class CountingEnv(int length = 10, bool truncates = false) : Env
{
    private float _position;
    private int _step;
    private long _total;

    /// <summary>At which step of this world's life the reward is <see cref="BadReward"/>; 0 for never.</summary>
    public long BadRewardAt { get; init; }

    public float BadReward { get; init; } = float.NaN;

    /// <summary>In which episode the first observation is not a number; 0 for never.</summary>
    public int BadFrom { get; init; }

    /// <summary>How many episodes were begun.</summary>
    public int Resets { get; private set; }

    public long TotalSteps => _total;

    public override Space ObservationSpace { get; } = new Box(-1000f, 1000f, size: 2);

    public override Space ActionSpace { get; } = new Discrete(2);

    protected override void OnReset(Span<float> observation)
    {
        Resets++;
        _step = 0;
        _position = Rng.Uniform(-1f, 1f);
        Write(observation);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _step++;
        _total++;
        _position += (Discrete.Index(action) == 1 ? 0.5f : -0.5f) + Rng.Uniform(-0.1f, 0.1f);
        Write(observation);
        bool over = length > 0 && _step >= length;
        float reward = Discrete.Index(action) == 1 ? 1 - (0.4f * _position * _position) : 0;
        if (_total == BadRewardAt) reward = BadReward;
        return new StepResult(reward, over && !truncates, over && truncates);
    }

    protected override void OnSave(CheckpointWriter writer)
    {
        writer.Write("position", _position);
        writer.Write("step", _step);
        writer.Write("total", _total);
    }

    protected override void OnLoad(CheckpointReader reader)
    {
        _position = reader.ReadSingle("position");
        _step = reader.ReadInt32("step");
        _total = reader.ReadInt64("total");
    }

    private void Write(Span<float> observation) => (observation[0], observation[1]) = (_position, _step == 0 && Resets == BadFrom ? float.NegativeInfinity : _step);
}
