namespace Bellman.Numerics;

/// <summary>The element-wise functions that the kernels apply in passing.</summary>
public enum ActivationKind
{
    /// <summary>The input itself.</summary>
    Identity,

    /// <summary>The positive part.</summary>
    ReLU,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The positive part plus a small slope for negative inputs.</summary>
    LeakyReLU,
}
