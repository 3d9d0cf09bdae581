using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>What the options of an agent say about a network of dense layers, and the layers that come of it.</summary>
internal readonly record struct DenseNetwork(IReadOnlyList<int> HiddenSizes, HiddenActivation Activation, WeightInitializer Initializer, bool LayerNorm = false)
{
    private static readonly float HiddenGain = MathF.Sqrt(2);

    /// <summary>The hidden layers and a linear one behind them.</summary>
    /// <param name="inputs">The size of an observation.</param>
    /// <param name="outputs">How many numbers come out.</param>
    /// <param name="outputGain">What orthogonal weights of the last layer are multiplied by.</param>
    public Network Build(int inputs, int outputs, float outputGain = 1)
    {
        (Initializer kernel, Initializer bias) = Initializers(outputGain);
        return Build(inputs, new Dense(outputs, default, kernel, bias));
    }

    /// <summary>The hidden layers and a last one of the caller's.</summary>
    public Network Build(int inputs, Layer last) => new(inputs, [.. HiddenLayers(), last]);

    /// <summary>The hidden layers alone.</summary>
    public IEnumerable<Layer> HiddenLayers() => HiddenLayers((units, activation, kernel, bias) => new Dense(units, activation, kernel, bias));

    /// <summary>The hidden layers alone; where rows are normalized, that stands between a layer's sums and its activation (Ba et al. 2016).</summary>
    /// <param name="linear">Makes a layer of its units, what follows its sums, and how its weights and biases begin.</param>
    public IEnumerable<Layer> HiddenLayers(Func<int, Activation, Initializer, Initializer, Layer> linear)
    {
        (Initializer kernel, Initializer bias) = HiddenInitializers();
        Activation activation = ActivationFunction();
        bool normalize = LayerNorm;
        return HiddenSizes.SelectMany(units => normalize
            ? [linear(units, default, kernel, bias), new LayerNorm(activation)]
            : new[] { linear(units, activation, kernel, bias) });
    }

    /// <summary>What follows each hidden layer.</summary>
    public Activation ActivationFunction() => Activation switch
    {
        HiddenActivation.Tanh => Neural.Activation.Tanh,
        HiddenActivation.Sigmoid => Neural.Activation.Sigmoid,
        HiddenActivation.LeakyRelu => Neural.Activation.LeakyReLU(),
        _ => Neural.Activation.ReLU,
    };

    /// <summary>How the weights and biases of a hidden layer begin.</summary>
    public (Initializer Kernel, Initializer Bias) HiddenInitializers() => Initializers(HiddenGain);

    /// <summary>How the weights and biases of a layer begin.</summary>
    /// <param name="gain">What orthogonal weights are multiplied by; the others have their own scale.</param>
    public (Initializer Kernel, Initializer Bias) Initializers(float gain) => Initializer switch
    {
        WeightInitializer.GlorotUniform => (Neural.Initializer.GlorotUniform, Neural.Initializer.Zeros),
        WeightInitializer.HeUniform => (Neural.Initializer.HeUniform, Neural.Initializer.Zeros),
        WeightInitializer.Orthogonal => (Neural.Initializer.Orthogonal(gain), Neural.Initializer.Zeros),
        _ => (Neural.Initializer.FanInUniform, Neural.Initializer.FanInUniform),
    };

    /// <summary>Requires that each size is one that a layer can have; for the accessors of options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not from 1 to 8192.</exception>
    public static IReadOnlyList<int> CheckSizes(IReadOnlyList<int> sizes, string name)
    {
        ArgumentNullException.ThrowIfNull(sizes, name);
        foreach (int size in sizes) Check.Range(size, 1, 8192, name);
        return [.. sizes];
    }
}
