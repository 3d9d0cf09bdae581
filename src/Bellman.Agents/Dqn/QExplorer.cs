using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>How an agent of the DQN family tries actions: the best one but with probability epsilon any, or each by its value and a temperature; at random at first, and random ones kept up where the options say so.</summary>
internal sealed class QExplorer
{
    private readonly DeepQOptions _options;
    private readonly int _actionCount;
    private readonly Pcg64 _rng;
    private readonly int[] _chosen;
    private readonly int[] _repeats;
    private readonly bool _isBoltzmann;
    private readonly ScalarMetric _metric;
    private float _epsilon;
    private float _temperature;
    private bool _isPrefill;

    /// <param name="options">The settings.</param>
    /// <param name="actionCount">How many actions there are.</param>
    /// <param name="worlds">How many worlds there are.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="metrics">Where epsilon or the temperature is recorded.</param>
    public QExplorer(DeepQOptions options, int actionCount, int worlds, Pcg64 rng, Metrics metrics)
    {
        (_options, _actionCount, _rng) = (options, actionCount, rng);
        _chosen = new int[worlds];
        _repeats = new int[worlds];
        _isBoltzmann = options.Exploration == Exploration.Boltzmann;
        _metric = metrics.Scalar(_isBoltzmann ? "temperature" : "epsilon");
    }

    /// <summary>The action chosen last for a world.</summary>
    public int this[int world] => _chosen[world];

    /// <summary>Begins a step of all worlds.</summary>
    /// <param name="steps">Environment steps made so far.</param>
    /// <param name="episodes">Episodes finished so far.</param>
    public void BeginStep(long steps, long episodes)
    {
        _isPrefill = steps < _options.RandomSteps;
        _epsilon = _options.NoisyNets || _isBoltzmann ? 0 : Epsilon.At(_options, steps, episodes);
        if (_isBoltzmann) _temperature = Boltzmann.TemperatureAt(_options, steps, episodes);
        _metric.Record(_isBoltzmann ? _temperature : _epsilon);
    }

    /// <summary>Chooses a world's action without its values, where that is how it is chosen: a random one kept up, or a new one.</summary>
    /// <param name="world">The world.</param>
    /// <param name="allowed">Which actions are allowed; empty where all are.</param>
    /// <returns>Whether it was; else <see cref="Choose"/> has to be called.</returns>
    public bool ChooseBlindly(int world, ReadOnlySpan<bool> allowed)
    {
        if (_repeats[world] > 0 && (allowed.IsEmpty || allowed[_chosen[world]])) _repeats[world]--;
        else if (_isPrefill || _rng.NextDouble() < _epsilon) Draw(world, allowed);
        else return false;
        return true;
    }

    /// <summary>Chooses a world's action by its values.</summary>
    /// <param name="world">The world.</param>
    /// <param name="values">The values.</param>
    /// <param name="best">The best action.</param>
    /// <param name="allowed">Which actions are allowed; empty where all are.</param>
    public void Choose(int world, ReadOnlySpan<float> values, int best, ReadOnlySpan<bool> allowed)
    {
        _repeats[world] = 0;
        _chosen[world] = _isBoltzmann ? Boltzmann.Sample(values, _temperature, allowed, _rng) : best;
    }

    /// <summary>Keeps up nothing into a world's next episode.</summary>
    public void EndEpisode(int world) => _repeats[world] = 0;

    /// <summary>Keeps up nothing in any world.</summary>
    public void ForgetEpisodes() => Array.Clear(_repeats);

    public void Save(CheckpointWriter writer)
    {
        writer.Write("explore", _rng);
        writer.Write("chosen", _chosen.AsSpan());
        writer.Write("repeats", _repeats.AsSpan());
    }

    public void Load(CheckpointReader reader)
    {
        reader.Read("explore", _rng);
        reader.Read("chosen", _chosen.AsSpan());
        reader.Read("repeats", _repeats.AsSpan());
    }

    /// <summary>A random action for a world, kept up for n steps or longer with probability m/n, at least ExplorationRepeatLeast, m, and at most ExplorationRepeat.</summary>
    private void Draw(int world, ReadOnlySpan<bool> allowed)
    {
        _chosen[world] = RandomActions.Draw(_actionCount, allowed, _rng);
        _repeats[world] = _options.ExplorationRepeat > 1 ? (int)Math.Min(_options.ExplorationRepeat, _options.ExplorationRepeatLeast / (1 - _rng.NextDouble())) - 1 : 0;
    }
}
