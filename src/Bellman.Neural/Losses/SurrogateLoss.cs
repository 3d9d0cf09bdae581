namespace Bellman.Neural;

/// <summary>The clipped surrogate of a batch, and how far the policy has moved from the one that acted.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Divergence">The Kullback-Leibler divergence from the old policy, estimated as <c>mean(r - 1 - log r)</c> (Schulman 2020).</param>
/// <param name="ClipFraction">The part of the actions whose ratio is out of the clip range.</param>
public readonly record struct SurrogateLoss(float Loss, float Divergence, float ClipFraction);
