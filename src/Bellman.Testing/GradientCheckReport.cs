namespace Bellman.Testing;

/// <summary>The element whose gradient disagrees most with its difference quotient.</summary>
/// <param name="Tensor">The tensor, <c>input</c>, or <c>element</c> of a plain vector.</param>
/// <param name="Index">The element, row-major.</param>
/// <param name="Gradient">The gradient that was checked.</param>
/// <param name="DifferenceQuotient">What finite differences say.</param>
/// <param name="Error">Their relative difference.</param>
/// <param name="Tolerance">The largest difference allowed.</param>
public sealed record GradientCheckReport(
    string Tensor, int Index, double Gradient, double DifferenceQuotient, double Error, double Tolerance)
{
    /// <summary>Whether all elements are within the tolerance.</summary>
    public bool Passed => Error <= Tolerance;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Passed ? "passed" : "failed")}: {Tensor}[{Index}] has gradient {Gradient:G6}, "
        + $"difference quotient {DifferenceQuotient:G6}, error {Error:G3} of {Tolerance:G3}";
}
