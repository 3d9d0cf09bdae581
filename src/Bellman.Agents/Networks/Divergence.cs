using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Notices numbers that are not finite any more, and says which went first and when.</summary>
/// <param name="Steps">The environment steps made.</param>
/// <param name="Updates">The updates made.</param>
internal readonly record struct Divergence(long Steps, long Updates)
{
    /// <summary>Requires a finite number.</summary>
    /// <exception cref="TrainingDivergedException">It is not.</exception>
    public void Require(float value, string what)
    {
        if (!float.IsFinite(value)) throw Fault(what, value);
    }

    /// <summary>Requires finite numbers.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void Require(ReadOnlySpan<float> values, string what)
    {
        int at = Vectors.IndexOfNotFinite(values);
        if (at >= 0) throw Fault(what, values[at]);
    }

    private TrainingDivergedException Fault(string what, float value) => new(FormattableString.Invariant(
        $"{what} became {value} at environment step {Steps}, update {Updates}. A smaller learning_rate or max_gradient_norm may help."));
}
