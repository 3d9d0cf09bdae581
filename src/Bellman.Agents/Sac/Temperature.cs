using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// The temperature alpha of soft actor-critic, the price of entropy (Haarnoja et al. 2018b, section 5). It is learned by going against the gradient of
/// <code>-log alpha * mean(log pi(a|s) + H),</code>
/// so that it rises while the policy's entropy is below its target H and falls while it is above. Its optimizer is Adam (Kingma and Ba 2015), for one number.
/// </summary>
internal sealed class Temperature
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly MaximumEntropyOptions _options;
    private readonly double _targetEntropy;
    private double _logarithm;
    private double _mean;
    private double _square;
    private long _stepCount;

    /// <summary>Begins at the temperature of the options.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    public Temperature(MaximumEntropyOptions options, int actionSize)
    {
        _options = options;
        _targetEntropy = options.TargetEntropy * actionSize;
        _logarithm = Math.Log(options.Temperature);
        Value = options.Temperature;
    }

    /// <summary>Alpha.</summary>
    public float Value { get; private set; }

    /// <summary>One step, given the mean logarithm of the probability density of the policy's actions in a batch; none where the temperature is fixed.</summary>
    public void Step(float meanLogProb, float rateFraction)
    {
        if (!_options.LearnTemperature) return;
        double gradient = -(meanLogProb + _targetEntropy);
        _stepCount++;
        _mean = (Beta1 * _mean) + ((1 - Beta1) * gradient);
        _square = (Beta2 * _square) + ((1 - Beta2) * gradient * gradient);
        double mean = _mean / (1 - Math.Pow(Beta1, _stepCount)), square = _square / (1 - Math.Pow(Beta2, _stepCount));
        _logarithm -= rateFraction * _options.TemperatureLearningRate * mean / (Math.Sqrt(square) + Epsilon);
        Value = (float)Math.Exp(_logarithm);
    }

    /// <summary>Requires the temperature to be finite.</summary>
    /// <exception cref="TrainingDivergedException">It is not.</exception>
    public void CheckFinite(Divergence divergence) => divergence.Require(Value, "The temperature");

    /// <summary>Writes the temperature and its optimizer's state.</summary>
    public void Save(CheckpointWriter writer) => writer.Write("temperature", [_logarithm, _mean, _square, _stepCount]);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        Span<double> state = stackalloc double[4];
        reader.Read("temperature", state);
        (_logarithm, _mean, _square, _stepCount) = (state[0], state[1], state[2], (long)state[3]);
        Value = (float)Math.Exp(_logarithm);
    }
}
