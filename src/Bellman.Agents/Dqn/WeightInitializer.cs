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
}
