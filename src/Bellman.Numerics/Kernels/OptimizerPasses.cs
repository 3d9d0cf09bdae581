namespace Bellman.Numerics;

/// <summary>One optimizer step as one pass over flat arrays.</summary>
public static class OptimizerPasses
{
    /// <summary>One step of Adam.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="mean">The mean of gradients.</param>
    /// <param name="square">The mean of squared gradients.</param>
    /// <param name="largest">The largest mean square so far, or empty.</param>
    public static void Adam(
        in AdamRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square, Span<float> largest)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float g = Transform(rule.Gradient, gradients[i], values[i]);
            mean[i] = MathF.FusedMultiplyAdd(rule.Beta1Complement, g - mean[i], mean[i]);
            square[i] = MathF.FusedMultiplyAdd(rule.Beta2, square[i], rule.Beta2Complement * g * g);
            float second = square[i];
            if (!largest.IsEmpty)
            {
                second = largest[i] = Math.Max(largest[i], second);
            }

            float divisor = MathF.FusedMultiplyAdd(MathF.Sqrt(second), rule.RootScale, rule.Epsilon);
            values[i] = (values[i] * rule.Shrink) - (rule.StepSize * mean[i] / divisor);
        }
    }

    /// <summary>One step of RMSprop.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="square">The mean of squared gradients.</param>
    /// <param name="mean">The mean of gradients, or empty when not centered.</param>
    /// <param name="velocity">The momentum, or empty without.</param>
    public static void RmsProp(
        in RmsPropRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> square, Span<float> mean, Span<float> velocity)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float g = Transform(rule.Gradient, gradients[i], values[i]);
            square[i] = MathF.FusedMultiplyAdd(rule.Alpha, square[i], rule.AlphaComplement * g * g);
            float variance = square[i];
            if (!mean.IsEmpty)
            {
                mean[i] = MathF.FusedMultiplyAdd(rule.AlphaComplement, g - mean[i], mean[i]);
                variance = Math.Max(0f, MathF.FusedMultiplyAdd(-mean[i], mean[i], variance));
            }

            float quotient = g / (MathF.Sqrt(variance) + rule.Epsilon);
            if (!velocity.IsEmpty)
            {
                quotient = velocity[i] = MathF.FusedMultiplyAdd(rule.Momentum, velocity[i], quotient);
            }

            values[i] = MathF.FusedMultiplyAdd(-rule.StepSize, quotient, values[i]);
        }
    }

    /// <summary>One step of gradient descent.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocity">The momentum, or empty without.</param>
    public static void Sgd(in SgdRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> velocity)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float g = Transform(rule.Gradient, gradients[i], values[i]);
            if (!velocity.IsEmpty)
            {
                velocity[i] = MathF.FusedMultiplyAdd(rule.Momentum, velocity[i], g);
                g = rule.Nesterov ? MathF.FusedMultiplyAdd(rule.Momentum, velocity[i], g) : velocity[i];
            }

            values[i] = MathF.FusedMultiplyAdd(-rule.StepSize, g, values[i]);
        }
    }

    private static float Transform(in GradientTransform transform, float gradient, float value)
    {
        float g = MathF.FusedMultiplyAdd(transform.L2, value, gradient) * transform.Scale;
        return MathF.FusedMultiplyAdd(transform.Decay, value, g);
    }
}
