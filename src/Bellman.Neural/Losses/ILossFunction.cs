using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>A loss of four differences at once, element by element.</summary>
internal interface ILossFunction
{
    /// <summary>The losses.</summary>
    /// <param name="difference">Predictions less targets.</param>
    /// <param name="threshold">Where the loss becomes linear.</param>
    static abstract Vector128<float> Value(Vector128<float> difference, Vector128<float> threshold);

    /// <summary>The derivatives by the predictions.</summary>
    /// <param name="difference">Predictions less targets.</param>
    /// <param name="threshold">Where the loss becomes linear.</param>
    static abstract Vector128<float> Derivative(Vector128<float> difference, Vector128<float> threshold);
}
