using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Noise for continuous actions, one process for each world:
/// <code>x += theta (0 - x) + sigma n,  n normal with variance 1,</code>
/// the Ornstein-Uhlenbeck process (Uhlenbeck and Ornstein 1930) in steps of one. With theta = 1 nothing is left of the step before, and x is plain Gaussian noise of standard
/// deviation sigma; with a smaller theta it remembers about 1/theta steps, and its standard deviation settles at sigma / sqrt(theta (2 - theta)).
/// </summary>
public sealed class ActionNoise
{
    private readonly ActionNoiseOptions _options;
    private readonly float _reversion;
    private readonly int _actionSize;
    private readonly float[] _state;

    /// <summary>Creates the processes of all worlds, at zero.</summary>
    /// <param name="options">Which noise, and how much of it.</param>
    /// <param name="worlds">How many worlds, at least 1.</param>
    /// <param name="actionSize">Numbers in an action, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ActionNoise(ActionNoiseOptions options, int worlds, int actionSize)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _reversion = options.Kind == NoiseKind.Gaussian ? 1f : options.Reversion;
        _actionSize = Check.Positive(actionSize, nameof(actionSize));
        _state = new float[Check.Positive(worlds, nameof(worlds)) * actionSize];
    }

    /// <summary>Goes one step on in a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="step">Environment steps taken so far, which decide about sigma.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>The noise, one number for each number of the action, until the next call.</returns>
    public ReadOnlySpan<float> Next(int world, long step, Pcg64 rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        float scale = _options.ScaleAt(step);
        Span<float> state = State(world);
        for (int i = 0; i < state.Length; i++) state[i] += (scale * rng.NormalSingle()) - (_reversion * state[i]);
        return state;
    }

    /// <summary>Sets a world's process back to zero, at the end of an episode.</summary>
    public void Reset(int world) => State(world).Clear();

    /// <summary>Sets all processes back to zero.</summary>
    public void Reset() => Array.Clear(_state);

    /// <summary>Does so in all worlds whose episodes have ended.</summary>
    internal void EndEpisodes(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++)
        {
            if (transitions.Done(world)) Reset(world);
        }
    }

    /// <summary>Writes where each process stands.</summary>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("noise", _state.AsSpan());
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("noise", _state.AsSpan());
    }

    private Span<float> State(int world) => _state.AsSpan(world * _actionSize, _actionSize);
}
