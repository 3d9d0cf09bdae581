using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Normal distributions pressed into (-1, 1) by the hyperbolic tangent (Haarnoja et al. 2018, appendix C), as pure functions on spans:
/// <code>u = m + s e,  a = tanh(u),  log p(a) = sum_i log N(u_i; m_i, s_i) - log(1 - tanh(u_i)^2)</code>
/// The noise e is kept, so that gradients go through the action (the reparameterisation of Kingma and Welling 2014).
/// </summary>
public static class SquashedGaussian
{
    private const float LogTwo = 0.6931471806f;

    /// <summary>Draws standard normal noise, one number for each of an action.</summary>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="noise">Receives the noise.</param>
    public static void SampleNoise(Pcg64 rng, Span<float> noise)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)rng.Normal();
    }

    /// <summary>The action of some noise, and the logarithm of its density.</summary>
    /// <param name="mean">The means before the tangent.</param>
    /// <param name="logStd">The logarithms of the standard deviations before it.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="action">Receives the action.</param>
    /// <returns>
    /// The logarithm of the density, with <c>log(1 - tanh(u)^2) = 2 (log 2 - u - softplus(-2u))</c>, which stays exact where the tangent rounds to 1.
    /// </returns>
    public static float Act(ReadOnlySpan<float> mean, ReadOnlySpan<float> logStd, ReadOnlySpan<float> noise, Span<float> action)
    {
        float sum = 0;
        for (int i = 0; i < action.Length; i++)
        {
            float u = mean[i] + (ElementaryFunctions.Exp(logStd[i]) * noise[i]);
            action[i] = ElementaryFunctions.Tanh(u);
            sum -= (0.5f * noise[i] * noise[i]) + logStd[i] + DiagonalGaussian.LogRootTwoPi;
            sum -= 2 * (LogTwo - u - ElementaryFunctions.Softplus(-2 * u));
        }

        return sum;
    }

    /// <summary>
    /// The gradients of <c>f(a) + c log p(a)</c> at fixed noise. With <c>g_i = f'_i (1 - a_i^2) + 2 c a_i</c>:
    /// <code>by the mean  g_i,  by the logarithm of the standard deviation  g_i s_i e_i - c</code>
    /// </summary>
    /// <param name="logStd">The logarithms of the standard deviations.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="action">The action that <see cref="Act"/> made of it.</param>
    /// <param name="byAction">The derivatives of f by the action.</param>
    /// <param name="byLogProb">The factor c.</param>
    /// <param name="meanGradient">Receives the gradient by the means.</param>
    /// <param name="logStdGradient">Receives the gradient by the logarithms of the standard deviations.</param>
    public static void Gradient(
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<float> noise,
        ReadOnlySpan<float> action,
        ReadOnlySpan<float> byAction,
        float byLogProb,
        Span<float> meanGradient,
        Span<float> logStdGradient)
    {
        for (int i = 0; i < action.Length; i++)
        {
            float g = (byAction[i] * (1 - (action[i] * action[i]))) + (2 * byLogProb * action[i]);
            meanGradient[i] = g;
            logStdGradient[i] = (g * ElementaryFunctions.Exp(logStd[i]) * noise[i]) - byLogProb;
        }
    }
}
