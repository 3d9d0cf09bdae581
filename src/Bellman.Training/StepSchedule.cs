using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// What is due at every multiple of a number of steps. With several worlds the count jumps over multiples; then it is due at the
/// first count beyond one. Checking is one comparison.
/// </summary>
public struct StepSchedule
{
    private readonly long _every;
    private long _next;

    /// <summary>Creates a schedule that is first due at <paramref name="every"/> steps.</summary>
    /// <param name="every">The distance in steps; 0 for never.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is negative.</exception>
    public StepSchedule(long every)
    {
        _every = Check.NotNegative(every, nameof(every));
        _next = every == 0 ? long.MaxValue : every;
    }

    /// <summary>Whether it is due at this count; if so, the next time is the following multiple.</summary>
    public bool IsDue(long step)
    {
        if (step < _next) return false;
        if (_every == 0) return false;
        _next = ((step / _every) + 1) * _every;
        return true;
    }

    /// <summary>Writes when it is next due.</summary>
    public readonly void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("next", _next);
    }

    /// <summary>Restores what <see cref="Save"/> wrote, cut to the next multiple where the distance is another one now.</summary>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        long next = reader.ReadInt64("next");
        _next = _every == 0 ? long.MaxValue : next % _every == 0 ? next : ((next / _every) + 1) * _every;
    }
}
