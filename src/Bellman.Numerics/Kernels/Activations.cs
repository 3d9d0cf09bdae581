namespace Bellman.Numerics;

/// <summary>Activation functions and their derivatives, element by element.</summary>
public static class Activations
{
    /// <summary>Applies a function to one number.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="x">The number.</param>
    /// <returns>The function's value.</returns>
    public static float Apply(ActivationKind kind, float slope, float x) => kind switch
    {
        ActivationKind.ReLU => x > 0f ? x : 0f,
        ActivationKind.Tanh => MathF.Tanh(x),
        ActivationKind.Sigmoid => 1f / (1f + MathF.Exp(-x)),
        ActivationKind.LeakyReLU => x > 0f ? x : x * slope,
        _ => x,
    };

    /// <summary>Multiplies a gradient by the derivative of a function, given the function's value.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="y">The function's value.</param>
    /// <param name="gradient">The gradient by that value.</param>
    /// <returns>The gradient by the function's argument.</returns>
    public static float MultiplyByDerivative(ActivationKind kind, float slope, float y, float gradient) => kind switch
    {
        ActivationKind.ReLU => y > 0f ? gradient : 0f,
        ActivationKind.Tanh => gradient * MathF.FusedMultiplyAdd(-y, y, 1f),
        ActivationKind.Sigmoid => gradient * MathF.FusedMultiplyAdd(-y, y, y),
        ActivationKind.LeakyReLU => y > 0f ? gradient : gradient * slope,
        _ => gradient,
    };

    /// <summary>Multiplies gradients by the derivative of a function, given the function's values.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="values">The function's values.</param>
    /// <param name="gradients">As many gradients, multiplied in place.</param>
    public static void MultiplyByDerivative(ActivationKind kind, float slope, ReadOnlySpan<float> values, Span<float> gradients)
    {
        if (kind == ActivationKind.Identity)
        {
            return;
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = MultiplyByDerivative(kind, slope, values[i], gradients[i]);
        }
    }
}
