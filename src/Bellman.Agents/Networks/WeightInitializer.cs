namespace Bellman.Agents;

/// <summary>The initialisers that a network can be given by name.</summary>
public enum WeightInitializer
{
    /// <summary>Weights and biases uniform in +-1/sqrt(inputs): PyTorch's default.</summary>
    FanInUniform,

    /// <summary>Weights uniform in +-sqrt(6/(inputs + outputs)), biases zero (Glorot and Bengio 2010): Keras' default.</summary>
    GlorotUniform,

    /// <summary>Weights uniform in +-sqrt(6/inputs), biases zero (He et al. 2015).</summary>
    HeUniform,

    /// <summary>
    /// Orthogonal weights (Saxe et al. 2014), times sqrt(2) in hidden layers, 0.01 before a policy's outputs and 1 before a value; biases zero.
    /// What policy gradients are usually given (Andrychowicz et al. 2021).
    /// </summary>
    Orthogonal,
}
