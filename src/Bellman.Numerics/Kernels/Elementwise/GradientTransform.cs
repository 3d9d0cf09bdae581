namespace Bellman.Numerics;

/// <summary>
/// What happens to a gradient <c>g</c> of a parameter <c>w</c> before an optimizer's rule sees it:
/// <c>Scale * (g + L2 * w) + Decay * w</c>.
/// </summary>
/// <param name="Scale">The scale of clipping.</param>
/// <param name="L2">Twice the coefficient of L2 regularisation.</param>
/// <param name="Decay">The weight decay that is part of the gradient.</param>
public readonly record struct GradientTransform(float Scale, float L2, float Decay);
