namespace Bellman.Neural;

/// <summary>The functions that <see cref="Loss"/> offers.</summary>
public enum LossKind
{
    /// <summary>The square of the difference.</summary>
    MeanSquared,

    /// <summary>The absolute difference.</summary>
    Absolute,

    /// <summary>Half the square near zero, linear beyond.</summary>
    Huber,

    /// <summary>Huber's function over its threshold.</summary>
    SmoothL1,
}
