namespace Bellman.Core;

/// <summary>
/// Keeps the returns and lengths of the latest episodes (Gymnasium's <c>RecordEpisodeStatistics</c>). Only whole episodes count: one
/// that is left by an early <see cref="Env.Reset"/> does not. Allocates nothing after its construction.
/// </summary>
public sealed class RecordEpisodeStatistics : Wrapper
{
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private double _runningReturn;
    private int _runningLength;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="capacity">How many episodes are kept, at least 1. Default 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public RecordEpisodeStatistics(Env inner, int capacity = 100)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _returns = new double[capacity];
        _lengths = new int[capacity];
    }

    /// <summary>How many episodes have ended so far, kept or not.</summary>
    public int Episodes { get; private set; }

    /// <summary>How many of the latest episodes are kept now: at most the capacity.</summary>
    public int Kept => Math.Min(Episodes, _returns.Length);

    /// <summary>Whether as many episodes as the capacity have ended, so that the means are over all of them.</summary>
    public bool IsFull => Episodes >= _returns.Length;

    /// <summary>The sum of the rewards of the episode that ended last; 0 before the first end.</summary>
    public double LastReturn => Episodes == 0 ? 0 : _returns[(Episodes - 1) % _returns.Length];

    /// <summary>The number of steps of the episode that ended last; 0 before the first end.</summary>
    public int LastLength => Episodes == 0 ? 0 : _lengths[(Episodes - 1) % _lengths.Length];

    /// <summary>The mean return of the kept episodes; not a number while there are none.</summary>
    public double MeanReturn
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Kept; i++)
                sum += _returns[i];
            return sum / Kept;
        }
    }

    /// <summary>The mean length of the kept episodes in steps; not a number while there are none.</summary>
    public double MeanLength
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Kept; i++)
                sum += _lengths[i];
            return sum / Kept;
        }
    }

    /// <summary>The return of a kept episode.</summary>
    /// <param name="ago">How many episodes ended after it: 0 is the latest.</param>
    /// <returns>The sum of its rewards.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such episode is kept.</exception>
    public double Return(int ago) => _returns[Slot(ago)];

    /// <summary>The length of a kept episode.</summary>
    /// <param name="ago">How many episodes ended after it: 0 is the latest.</param>
    /// <returns>Its number of steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such episode is kept.</exception>
    public int Length(int ago) => _lengths[Slot(ago)];

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (_runningReturn, _runningLength) = (0, 0);
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        _runningReturn += result.Reward;
        _runningLength++;
        if (result.Done)
        {
            int slot = Episodes++ % _returns.Length;
            (_returns[slot], _lengths[slot]) = (_runningReturn, _runningLength);
        }

        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("statistics_episodes", Episodes);
        writer.Write("statistics_returns", (ReadOnlySpan<double>)_returns);
        writer.Write("statistics_lengths", (ReadOnlySpan<int>)_lengths);
        writer.Write("statistics_running_return", _runningReturn);
        writer.Write("statistics_running_length", _runningLength);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Episodes = reader.ReadInt32("statistics_episodes");
        reader.Read("statistics_returns", _returns.AsSpan());
        reader.Read("statistics_lengths", _lengths.AsSpan());
        _runningReturn = reader.ReadDouble("statistics_running_return");
        _runningLength = reader.ReadInt32("statistics_running_length");
        base.OnLoad(reader);
    }

    private int Slot(int ago)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ago);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ago, Kept);
        return (Episodes - 1 - ago) % _returns.Length;
    }
}
